package io.confab.accounts;

import io.confab.contract.Bus;
import io.confab.contract.UserEvent;
import io.confab.contract.account.AdmitGuest;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.ChangePassword;
import io.confab.contract.account.DisableUser;
import io.confab.contract.account.FindUsers;
import io.confab.contract.account.ListSessions;
import io.confab.contract.account.OpenSession;
import io.confab.contract.account.ProveName;
import io.confab.contract.account.PurgeSessions;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.Register;
import io.confab.contract.account.RegisterName;
import io.confab.contract.account.RevokeOtherSessions;
import io.confab.contract.account.RevokeSession;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignInGuest;
import io.confab.contract.account.SignOut;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;

/**
 * Wires accounts and sessions to the bus; deploy one instance on each node, since it owns the counts that slow guessing,
 * and after persistence, which it asks for revoked sessions before it lets anybody in.
 */
public final class AccountsVerticle extends VerticleBase {

    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);
    private static final int PURGED_AT_ONCE = 1_000;
    /** Against floods alone: a hall full of people has one address, and all come again when a node restarts. */
    private static final int GUESTS_AT_ONCE = 5_000;

    private static final Duration GUEST_EVERY = Duration.ofMillis(20);

    private final Bus bus;
    private final AccountsConfig config;
    private Hasher hasher;

    /** The accounts of one node. */
    public AccountsVerticle(Bus bus, AccountsConfig config) {
        this.bus = bus;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        hasher = new Hasher(vertx, config.hashing());
        RevokedSessions revoked = new RevokedSessions(bus, config.longestTtl());
        bus.hear(UserEvent.class, revoked::hear);
        return revoked.load().onSuccess(loaded -> serve(revoked));
    }

    @Override
    public Future<?> stop() {
        return hasher.close();
    }

    private void serve(RevokedSessions revoked) {
        Clock clock = Clock.systemUTC();
        Attempts attempts = new Attempts(config.limits(), clock);
        Sessions sessions = new Sessions(bus, config, new AccessTokens(vertx, config), revoked, attempts);
        SignIns signIns = new SignIns(bus, hasher, attempts, sessions, revoked);
        AddressLimit limit = new AddressLimit(
                config.limits().registrations(), config.limits().registrationEvery(), clock);
        Registration registration = new Registration(bus, hasher, limit);
        RegisteredNames names = new RegisteredNames(bus, limit);
        Guests guests = new Guests(bus, new AddressLimit(GUESTS_AT_ONCE, GUEST_EVERY, clock), sessions);
        Users users = new Users(bus, revoked);

        bus.serve(Authenticate.class, sessions::authenticate);
        bus.serve(OpenSession.class, request -> sessions.open(request.credentials(), request.client()));
        bus.serve(Refresh.class, sessions::refresh);
        bus.serve(ListSessions.class, sessions::list);
        bus.serve(SignOut.class, sessions::signOut);
        bus.serve(RevokeSession.class, sessions::revoke);
        bus.serve(RevokeOtherSessions.class, sessions::revokeOthers);

        bus.serve(Register.class, registration::register);
        bus.serve(SignIn.class, signIns::signIn);
        bus.serve(ChangePassword.class, signIns::changePassword);

        bus.serve(AdmitGuest.class, guests::admit);
        bus.serve(SignInGuest.class, guests::signIn);
        bus.serve(RegisterName.class, names::register);
        bus.serve(ProveName.class, names::prove);
        bus.hear(UserEvent.class, names::hear);

        bus.serve(FindUsers.class, users::find);
        bus.serve(DisableUser.class, users::disable);

        vertx.setPeriodic(config.revocationSweep().toMillis(), timer -> revoked.sweep());
        vertx.setPeriodic(PURGE_EVERY.toMillis(), timer -> bus.ask(new PurgeSessions(PURGED_AT_ONCE)));
    }
}
