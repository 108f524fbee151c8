package io.confab.accounts;

import static io.confab.accounts.TestNode.AWAY;
import static io.confab.accounts.TestNode.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.Secrets;
import io.confab.contract.UserEvent;
import io.confab.contract.account.Access;
import io.confab.contract.account.AdmitGuest;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.account.FindClaim;
import io.confab.contract.account.Identity;
import io.confab.contract.account.LoadNameProof;
import io.confab.contract.account.LoadNameProof.Stored;
import io.confab.contract.account.NameClaim;
import io.confab.contract.account.NamePinned;
import io.confab.contract.account.NameProof;
import io.confab.contract.account.ProveName;
import io.confab.contract.account.ProvenName;
import io.confab.contract.account.RegisterName;
import io.confab.contract.account.RegisteredName;
import io.confab.contract.account.StoreGuest;
import io.confab.contract.account.StoreName;
import io.confab.contract.account.StorePin;
import io.confab.contract.account.User;
import io.confab.contract.presence.AskPresence;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names without passwords: who is let in under them. */
class RegisteredNamesTest {

    private static final User ANN = new User(7, "Ann", true);
    private static final NameProof TOKEN = new NameProof("token", null, false);
    private static final NameProof PAGE = new NameProof(null, "browser", true);
    private static final NameProof PROGRAM = new NameProof(null, "browser", false);

    private final TestNode node = new TestNode();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile Optional<Stored> stored = Optional.of(new Stored(ANN, false, false, false, false));

    private volatile Function<StoreGuest, Future<User>> admission =
            request -> Future.succeededFuture(new User(9, request.name(), true));

    @BeforeEach
    void serve() {
        node.bus.serve(StoreGuest.class, request -> {
            asked.add(request);
            return admission.apply(request);
        });
        node.bus.serve(StoreName.class, request -> {
            asked.add(request);
            return Future.succeededFuture(new StoreName.Stored(ANN, request.browserHash() != null));
        });
        node.bus.serve(LoadNameProof.class, request -> {
            asked.add(request);
            return Future.succeededFuture(stored);
        });
        node.bus.serve(StorePin.class, request -> {
            asked.add(request);
            return Future.succeededFuture(true);
        });
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void letsAGuestInUnderAValidNameThatHeMayClaim() {
        Identity guest = node.ask(new AdmitGuest(" Ünn ", null, HOME));
        assertThat(guest).isEqualTo(Identity.unsigned(new User(9, "Ünn", true)));
        assertThat(asked).containsExactly(new StoreGuest("Ünn", Names.fold("ünn"), null, null));
        node.ask(new AdmitGuest("Ann", new NameClaim("hall", "secret"), HOME));
        assertThat(asked).contains(new StoreGuest("Ann", "ann", "hall:ann", Secrets.hash("secret")));
        assertThat(node.ask(new AdmitGuest("Anonymous", null, HOME)).user().name())
                .isEqualTo("Anonymous");
        assertThat(node.ask(new AdmitGuest("42", null, HOME)).user().name()).isEqualTo("42");
        for (String name : List.of("", " ", "System", "SYSTEM ", "a:b", "a/b", "x".repeat(33), "!?", "a\u0000b")) {
            assertThat(node.refusal(new AdmitGuest(name, null, HOME)).field())
                    .as(name)
                    .isEqualTo("username");
        }
    }

    @Test
    void letsAGuestBackInWhoWasLostWithHisNode() {
        AtomicBoolean taken = new AtomicBoolean(true);
        AtomicBoolean online = new AtomicBoolean(true);
        node.bus.serve(
                FindClaim.class,
                request -> Future.succeededFuture(
                        request.claimHash().equals(Secrets.hash("secret")) ? Optional.of(8L) : Optional.empty()));
        node.bus.serve(AskPresence.class, request -> Future.succeededFuture(online.get()));
        node.bus.serve(DismissGuest.class, request -> {
            assertThat(request).isEqualTo(new DismissGuest(8, Duration.ZERO));
            taken.set(false);
            return Future.succeededFuture();
        });
        admission = request -> taken.get()
                ? Future.failedFuture(Failure.conflict("username", "taken"))
                : Future.succeededFuture(new User(9, request.name(), true));
        AdmitGuest back = new AdmitGuest("Ann", new NameClaim("hall", "secret"), HOME);
        assertThat(node.refusal(back).code()).isEqualTo(Code.CONFLICT);
        online.set(false);
        assertThat(node.refusal(new AdmitGuest("Ann", new NameClaim("hall", "another"), HOME))
                        .code())
                .isEqualTo(Code.CONFLICT);
        assertThat(node.refusal(new AdmitGuest("Ann", new NameClaim("hall", null), HOME))
                        .code())
                .isEqualTo(Code.CONFLICT);
        assertThat(node.ask(back).userId()).isEqualTo(9);
    }

    @Test
    void letsNoMoreGuestsInThanAnAddressMayBring() {
        Guests guests = new Guests(node.bus, new AddressLimit(1, Duration.ofHours(1), Clock.systemUTC()), null);
        assertThat(guests.admit(new AdmitGuest("Ann", null, HOME)).await().userId())
                .isEqualTo(9);
        assertThatThrownBy(() -> guests.admit(new AdmitGuest("Bob", null, HOME)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(Code.RATE_LIMITED));
        assertThat(guests.admit(new AdmitGuest("Bob", null, AWAY)).await().userId())
                .isEqualTo(9);
    }

    @Test
    void givesSecretsThatItDoesNotStore() {
        RegisteredName first = node.ask(new RegisterName("Ann", null, HOME));
        assertThat(first.token()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(first.browser());
        StoreName store = (StoreName) asked.get(0);
        assertThat(store.tokenHash()).isEqualTo(Secrets.hash(first.token())).hasSize(64);
        assertThat(store.newBrowserHash()).isEqualTo(Secrets.hash(first.browser()));
        assertThat(node.ask(new RegisterName("Ann", "mine", HOME)).browser()).isEqualTo("mine");
        assertThat(first.toString()).doesNotContain(first.token());
        assertThat(node.refusal(new RegisterName("anonymous", null, HOME)).code())
                .isEqualTo(Code.INVALID);
    }

    @Test
    void registersNoMoreNamesForAnAddressThanAccounts() {
        for (int i = 0; i < 3; i++) {
            node.ask(new RegisterName("Ann", null, HOME));
        }
        assertThat(node.refusal(new RegisterName("Ann", null, HOME)).code()).isEqualTo(Code.RATE_LIMITED);
        node.ask(new RegisterName("Ann", null, AWAY));
    }

    @Test
    void letsAnybodyUseANameThatNobodyHasProvenWhereAccessIsOpen() {
        assertThat(prove(NameProof.NONE)).isEqualTo(new ProvenName(Identity.unsigned(ANN), false, false));
        assertThat(node.refusal(new ProveName(7, NameProof.NONE, Access.MEMBERS))
                        .code())
                .isEqualTo(Code.UNAUTHENTICATED);
        assertThat(node.told).isEmpty();
    }

    @Test
    void pinsANameByItsTokenAndByThePageOfItsBrowser() throws InterruptedException {
        stored = Optional.of(new Stored(ANN, false, true, false, true));
        assertThat(prove(TOKEN)).isEqualTo(new ProvenName(Identity.unsigned(ANN), true, true));
        assertThat(node.told.poll(10, TimeUnit.SECONDS)).isEqualTo(new NamePinned(7));
        stored = Optional.of(new Stored(ANN, false, false, true, true));
        assertThat(prove(PAGE)).isEqualTo(new ProvenName(Identity.unsigned(ANN), true, true));
        assertThat(node.told.poll(10, TimeUnit.SECONDS)).isEqualTo(new NamePinned(7));
        assertThat(asked.stream().filter(StorePin.class::isInstance)).hasSize(2);
    }

    @Test
    void doesNotPinANameForAProgramThatKeptASecret() {
        stored = Optional.of(new Stored(ANN, false, false, true, true));
        assertThat(prove(PROGRAM)).isEqualTo(new ProvenName(Identity.unsigned(ANN), true, false));
        assertThat(asked).noneMatch(StorePin.class::isInstance);
    }

    @Test
    void refusesWhoHasNoProofOfAPinnedNameOrAProofOfAnother() {
        stored = Optional.of(new Stored(ANN, true, false, false, false));
        assertThat(refusal(NameProof.NONE)).isEqualTo(Code.UNAUTHENTICATED);
        stored = Optional.of(new Stored(ANN, false, false, false, true));
        assertThat(refusal(TOKEN)).isEqualTo(Code.UNAUTHENTICATED);
    }

    @Test
    void answersForTheNumberOfAnAccountAsForOneThatNobodyHas() {
        for (Optional<Stored> none : List.of(
                Optional.<Stored>empty(),
                Optional.of(new Stored(new User(8, "Ann", false), false, false, false, false)))) {
            stored = none;
            assertThat(node.refusal(new ProveName(8, NameProof.NONE, Access.OPEN))
                            .code())
                    .isEqualTo(Code.NOT_FOUND);
            assertThat(node.refusal(new ProveName(8, NameProof.NONE, Access.MEMBERS)))
                    .hasMessage("This name needs the proof that it is yours");
        }
    }

    @Test
    void remembersAnAnswerForAMomentUnlessTheNameIsPinned() {
        prove(NameProof.NONE);
        prove(NameProof.NONE);
        assertThat(asked).hasSize(1);
        stored = Optional.of(new Stored(ANN, true, false, false, false));
        node.bus.announce(UserEvent.class, new NamePinned(7));
        assertThat(refusal(NameProof.NONE)).isEqualTo(Code.UNAUTHENTICATED);
    }

    private ProvenName prove(NameProof proof) {
        return node.ask(new ProveName(7, proof, Access.OPEN));
    }

    private Code refusal(NameProof proof) {
        return node.refusal(new ProveName(7, proof, Access.OPEN)).code();
    }
}
