package io.confab.accounts;

import static io.confab.accounts.TestNode.AWAY;
import static io.confab.accounts.TestNode.CONFIG;
import static io.confab.accounts.TestNode.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.UserEvent;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.Identity;
import io.confab.contract.account.ListSessions;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.RevokeOtherSessions;
import io.confab.contract.account.RevokeSession;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.account.SignOut;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.StoreRefresh;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Using, refreshing and ending sessions. */
class SessionsTest {

    private final TestNode node = new TestNode();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void authenticatesWithoutAskingAnybody() {
        SignedIn signedIn = node.signIn("Ann");
        node.store.asked.clear();
        assertThat(node.ask(new Authenticate(signedIn.accessToken()))).isEqualTo(signedIn.identity());
        assertThat(node.store.asked).isEmpty();
    }

    @Test
    void refreshesWithTheNextToken() {
        SignedIn first = node.signIn("Ann");
        node.store.refreshed = new Refreshed.Continued(first.identity().user(), 1);
        SignedIn second = node.ask(new Refresh(first.refreshToken(), AWAY));
        StoreRefresh asked = node.store.only(StoreRefresh.class);
        assertThat(asked.sessionId()).isEqualTo(first.identity().sessionId());
        assertThat(asked.generation()).isZero();
        assertThat(second.identity().sessionId()).isEqualTo(first.identity().sessionId());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(node.ask(new Refresh(first.refreshToken(), AWAY)).refreshToken())
                .isEqualTo(second.refreshToken());
        assertThat(node.ask(new Authenticate(second.accessToken()))).isEqualTo(second.identity());
    }

    @Test
    void revokesASessionWhoseRefreshTokenCameAgain() throws InterruptedException {
        SignedIn signedIn = node.signIn("Ann");
        SessionsRevoked revoked = TestNode.revocationOf(signedIn);
        node.store.refreshed = new Refreshed.Reused(revoked);
        assertThat(node.refusal(new Refresh(signedIn.refreshToken(), AWAY)).code())
                .isEqualTo(Code.UNAUTHENTICATED);
        node.assertRevoked(signedIn);
        assertThat(node.told.poll(10, TimeUnit.SECONDS)).isEqualTo(revoked);
    }

    @Test
    void refusesARefreshOfASessionThatEnded() {
        SignedIn signedIn = node.signIn("Ann");
        assertThat(node.refusal(new Refresh(signedIn.refreshToken(), HOME)).code())
                .isEqualTo(Code.UNAUTHENTICATED);
        assertThat(node.told).isEmpty();
    }

    @Test
    void bringsNoForgedRefreshTokenToTheDatabase() {
        String other = new RefreshTokens("another secret of at least 32 bytes").issue(5, 0);
        assertThat(node.refusal(new Refresh(other, HOME)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(node.refusal(new Refresh(null, HOME)).code()).isEqualTo(Code.UNAUTHENTICATED);
        assertThat(node.store.asked).isEmpty();
    }

    @Test
    void endsASessionAtOnceOnSignOut() throws InterruptedException {
        SignedIn signedIn = node.signIn("Ann");
        node.store.ended = Set.of(signedIn.identity().sessionId());
        node.ask(new SignOut(signedIn.identity()));
        node.assertRevoked(signedIn);
        assertThat(node.told.poll(10, TimeUnit.SECONDS)).isEqualTo(TestNode.revocationOf(signedIn));
        node.store.ended = Set.of();
        node.ask(new SignOut(signedIn.identity()));
    }

    @Test
    void revokesOneAndAllOtherSessions() {
        Identity identity = node.signIn("Ann").identity();
        node.store.ended = Set.of(77L, 78L);
        node.ask(new RevokeSession(identity, 77));
        assertThat(node.ask(new RevokeOtherSessions(identity))).isEqualTo(2);
        assertThat(node.store.asked)
                .contains(
                        new EndSessions(identity.userId(), 77, false),
                        new EndSessions(identity.userId(), identity.sessionId(), true));
    }

    @Test
    void doesNotKnowSessionsOfOthers() {
        assertThat(node.refusal(new RevokeSession(node.signIn("Ann").identity(), 77))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void listsSessionsWithTheCurrentOne() {
        Identity identity = node.signIn("Ann").identity();
        assertThat(node.ask(new ListSessions(identity)).get(0).id()).isEqualTo(identity.sessionId());
    }

    @Test
    void hearsOfSessionsRevokedOnOtherNodes() {
        SignedIn signedIn = node.signIn("Ann");
        node.bus.announce(UserEvent.class, TestNode.revocationOf(signedIn));
        node.assertRevoked(signedIn);
    }

    @Test
    void findsRevocationsThatTheBusDidNotBringAndTellsThem() throws InterruptedException {
        SignedIn signedIn = node.signIn("Ann");
        node.store.revoked = Future.succeededFuture(List.of(TestNode.revocationOf(signedIn)));
        assertThat(node.told.poll(10, TimeUnit.SECONDS)).isEqualTo(TestNode.revocationOf(signedIn));
        node.assertRevoked(signedIn);
    }

    @Test
    void knowsWhatWasRevokedBeforeItStarted() {
        SignedIn signedIn = node.signIn("Ann");
        node.store.revoked = Future.succeededFuture(List.of(TestNode.revocationOf(signedIn)));
        try (TestNode later = new TestNode(node.store, CONFIG)) {
            assertThat(later.refusal(new Authenticate(signedIn.accessToken())).code())
                    .isEqualTo(Code.UNAUTHENTICATED);
        }
    }

    @Test
    void doesNotStartWithoutKnowingWhatWasRevoked() {
        node.store.revoked = Future.failedFuture(Failure.unavailable("The database is away"));
        assertThatThrownBy(() -> new TestNode(node.store, CONFIG).close()).hasMessage("The database is away");
    }
}
