package io.confab.accounts;

import static io.confab.accounts.TestNode.AWAY;
import static io.confab.accounts.TestNode.HOME;
import static io.confab.accounts.TestNode.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.ChangePassword;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.DisableUser;
import io.confab.contract.account.FindUsers;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.Register;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.contract.group.WelcomeUser;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Making, finding and shutting accounts. */
class RegistrationTest {

    private final TestNode node = new TestNode();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void storesANewAccountFoldedAndHashed() {
        User ann = node.ask(new Register(" Ann ", PASSWORD, "Ann@Example.org", HOME));
        StoreUser stored = node.store.only(StoreUser.class);
        assertThat(ann.name()).isEqualTo("Ann");
        assertThat(stored.name()).isEqualTo("Ann");
        assertThat(stored.foldedName()).isEqualTo("ann");
        assertThat(stored.email()).isEqualTo("ann@example.org");
        assertThat(stored.passwordHash()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    }

    @Test
    void answersOnlyWhenTheNewUserIsWelcomed() throws InterruptedException {
        BlockingQueue<WelcomeUser> guests = new LinkedBlockingQueue<>();
        Promise<Void> entered = Promise.promise();
        node.welcome = request -> {
            guests.add(request);
            return entered.future();
        };
        Future<User> registered = node.bus.ask(new Register("Ann", PASSWORD, null, HOME));
        assertThat(guests.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(registered.isComplete()).isFalse();
        entered.fail(Failure.unavailable("The database is away"));
        assertThat(registered.await().name()).isEqualTo("Ann");
    }

    @Test
    void saysThatANameIsTaken() {
        node.register("Ann");
        Failure taken = node.refusal(new Register("ANN", PASSWORD, null, HOME));
        assertThat(taken.code()).isEqualTo(Code.CONFLICT);
        assertThat(taken.field()).isEqualTo("username");
    }

    @Test
    void asksForNothingWhenANewAccountIsNotValid() {
        assertThat(node.refusal(new Register("System", PASSWORD, null, HOME)).field())
                .isEqualTo("username");
        assertThat(node.refusal(new Register("Ann", "short", null, HOME)).field())
                .isEqualTo("password");
        assertThat(node.refusal(new Register("Ann", PASSWORD, "nonsense", HOME)).field())
                .isEqualTo("email");
        assertThat(node.refusal(new Register(null, null, null, HOME)).field()).isEqualTo("username");
        assertThat(node.store.asked).isEmpty();
    }

    @Test
    void slowsAnAddressThatRegistersMany() {
        node.register("Ann");
        node.register("Bob");
        node.register("Cid");
        Failure refused = node.refusal(new Register("Dan", PASSWORD, null, HOME));
        assertThat(refused.code()).isEqualTo(Code.RATE_LIMITED);
        assertThat(refused.retryAfterSeconds()).isBetween(1, 60);
        assertThat(node.ask(new Register("Dan", PASSWORD, null, AWAY)).name()).isEqualTo("Dan");
    }

    @Test
    void shutsAnAccountAndEndsItsSessions() throws InterruptedException {
        SignedIn signedIn = node.signIn("Ann");
        node.bus.serve(StoreDisabled.class, request -> Future.succeededFuture(TestNode.revocationOf(signedIn)));
        node.ask(new DisableUser(signedIn.identity().userId()));
        node.assertRevoked(signedIn);
        assertThat(node.told.poll(10, TimeUnit.SECONDS)).isEqualTo(TestNode.revocationOf(signedIn));
    }

    @Test
    void searchesFolded() {
        BlockingQueue<LoadUsers> searches = new LinkedBlockingQueue<>();
        node.bus.serve(LoadUsers.class, request -> {
            searches.add(request);
            return Future.succeededFuture(List.of());
        });
        node.ask(new FindUsers(" JOSÉ", 20));
        assertThat(searches).containsExactly(new LoadUsers("josé", 20));
        assertThat(node.refusal(new FindUsers(" ", 20)).field()).isEqualTo("prefix");
        assertThat(node.refusal(new FindUsers("x".repeat(33), 20)).field()).isEqualTo("prefix");
        assertThat(node.refusal(new FindUsers("x", 51)).field()).isEqualTo("limit");
        assertThat(node.refusal(new FindUsers("x", 0)).field()).isEqualTo("limit");
    }

    @Test
    void keepsSecretsOutOfLogs() {
        node.register("Ann");
        Credentials stored = node.store.accounts.get("ann");
        SignedIn signedIn = node.ask(new SignIn("Ann", PASSWORD, HOME));
        List<Object> records = List.of(
                new Register("Ann", PASSWORD, "ann@example.org", HOME),
                new SignIn("Ann", PASSWORD, HOME),
                new ChangePassword(signedIn.identity(), PASSWORD, PASSWORD, HOME),
                new Refresh(signedIn.refreshToken(), HOME),
                new Authenticate(signedIn.accessToken()),
                signedIn,
                stored);
        assertThat(records.toString() + node.store.asked)
                .doesNotContain(PASSWORD)
                .doesNotContain(stored.passwordHash())
                .doesNotContain(signedIn.accessToken())
                .doesNotContain(signedIn.refreshToken())
                .doesNotContain("example.org");
    }
}
