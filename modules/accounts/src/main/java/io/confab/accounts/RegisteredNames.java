package io.confab.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.Secrets;
import io.confab.contract.UserEvent;
import io.confab.contract.account.Access;
import io.confab.contract.account.Identity;
import io.confab.contract.account.LoadNameProof;
import io.confab.contract.account.NamePinned;
import io.confab.contract.account.NameProof;
import io.confab.contract.account.ProveName;
import io.confab.contract.account.ProvenName;
import io.confab.contract.account.RegisterName;
import io.confab.contract.account.RegisteredName;
import io.confab.contract.account.StoreName;
import io.confab.contract.account.StorePin;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Users with a name and no password, and the rule "pin on first proof".
 *
 * <p>Answers are remembered for {@link #MEMORY}, so that a program which says very much costs the database no more than
 * what it says; a pin that another node has seen takes effect here after that time at the latest.
 */
final class RegisteredNames {

    private static final Duration MEMORY = Duration.ofSeconds(2);
    private static final int MAX_REMEMBERED = 100_000;

    private final Bus bus;
    private final AddressLimit limit;
    private final Secrets secrets = new Secrets();
    private final Cache<LoadNameProof, Optional<LoadNameProof.Stored>> known = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    RegisteredNames(Bus bus, AddressLimit limit) {
        this.bus = bus;
        this.limit = limit;
    }

    Future<RegisteredName> register(RegisterName request) {
        String name = Names.require(request.name());
        limit.take(request.client().address());
        String token = secrets.create();
        String browser = secrets.create();
        StoreName store = new StoreName(
                name, Names.fold(name), Secrets.hash(token), Secrets.hash(request.browser()), Secrets.hash(browser));
        return bus.ask(store)
                .map(stored ->
                        new RegisteredName(stored.user(), token, stored.browserKept() ? request.browser() : browser));
    }

    Future<ProvenName> prove(ProveName request) {
        NameProof proof = request.proof();
        LoadNameProof question =
                new LoadNameProof(request.userId(), Secrets.hash(proof.token()), Secrets.hash(proof.browser()));
        Optional<LoadNameProof.Stored> remembered = known.getIfPresent(question);
        return (remembered != null ? Future.succeededFuture(remembered) : load(question))
                .map(found -> found.filter(RegisteredNames::isName).orElseThrow(() -> unknown(request.access())))
                .compose(stored -> judge(request, stored));
    }

    /** Forgets what it remembers of a name that is pinned now. */
    void hear(UserEvent event) {
        if (event instanceof NamePinned pinned) {
            known.asMap().keySet().removeIf(question -> question.userId() == pinned.userId());
        }
    }

    private Future<Optional<LoadNameProof.Stored>> load(LoadNameProof question) {
        return bus.ask(question).onSuccess(found -> known.put(question, found));
    }

    private Future<ProvenName> judge(ProveName request, LoadNameProof.Stored stored) {
        boolean proven = stored.byToken() || stored.byBrowser();
        boolean pins =
                stored.byToken() || (stored.byBrowser() && request.proof().pins());
        if (!proven && (stored.pinned() || stored.known() || request.access() == Access.MEMBERS)) {
            throw unproven();
        }
        Identity identity = Identity.unsigned(stored.user());
        return stored.pinned() || !pins
                ? Future.succeededFuture(new ProvenName(identity, proven, stored.pinned()))
                : pin(request.userId()).map(done -> new ProvenName(identity, true, true));
    }

    private Future<Boolean> pin(long userId) {
        return bus.ask(new StorePin(userId)).onSuccess(isNews -> {
            NamePinned pinned = new NamePinned(userId);
            hear(pinned);
            if (isNews) {
                bus.announce(UserEvent.class, pinned);
            }
        });
    }

    private static boolean isName(LoadNameProof.Stored stored) {
        return stored.user().guest();
    }

    /** Whoever tries numbers does not learn which are accounts, nor, where a proof is always asked for, which are anybody's. */
    private static Failure unknown(Access access) {
        return access == Access.MEMBERS ? unproven() : Failure.notFound("user");
    }

    private static Failure unproven() {
        return Failure.of(Code.UNAUTHENTICATED, "This name needs the proof that it is yours");
    }
}
