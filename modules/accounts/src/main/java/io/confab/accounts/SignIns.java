package io.confab.accounts;

import io.confab.accounts.Attempts.Attempt;
import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.ChangePassword;
import io.confab.contract.account.Client;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.StorePassword;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checking passwords: to sign in, and to choose another one.
 *
 * <p>Whatever is wrong (no such name, no password, a shut account, the wrong one) costs one hash and gets the same answer.
 */
final class SignIns {

    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
    private static final int MAX_LOGIN = 320;

    private final Bus bus;
    private final Hasher hasher;
    private final Attempts attempts;
    private final Sessions sessions;
    private final RevokedSessions revoked;

    SignIns(Bus bus, Hasher hasher, Attempts attempts, Sessions sessions, RevokedSessions revoked) {
        this.bus = bus;
        this.hasher = hasher;
        this.attempts = attempts;
        this.sessions = sessions;
        this.revoked = revoked;
    }

    Future<SignedIn> signIn(SignIn request) {
        requireText("username", request.username());
        requireText("password", request.password());
        sessions.requireTtl(request.accessTtl());
        if (request.username().length() > MAX_LOGIN) {
            throw refusal();
        }
        return check(fold(request.username()), request.password(), request.client())
                .compose(checked -> renewHash(checked, request.password()))
                .compose(checked -> sessions.open(checked, request.client(), request.accessTtl()));
    }

    Future<Void> changePassword(ChangePassword request) {
        requireText("old_password", request.oldPassword());
        String name = request.identity().user().name();
        String next = Passwords.require("new_password", request.newPassword(), name);
        return check(Names.fold(name), request.oldPassword(), request.client())
                .recover(cause -> Future.failedFuture(isRefusal(cause) ? wrongOldPassword() : cause))
                .compose(checked -> replace(checked, next, request.identity().sessionId()));
    }

    private Future<Credentials> check(String login, String password, Client client) {
        if (Passwords.isOverlong(password)) {
            throw refusal();
        }
        Attempt attempt = attempts.begin(login, client.address());
        return bus.ask(new LoadCredentials(login))
                .compose(found -> match(found, Passwords.prepare(password)))
                .onSuccess(checked -> attempt.succeed())
                .onFailure(cause -> {
                    if (!isRefusal(cause)) {
                        attempt.withdraw();
                    }
                });
    }

    private Future<Credentials> match(Optional<Credentials> found, String password) {
        Optional<Credentials> usable =
                found.filter(credentials -> credentials.passwordHash() != null && !credentials.disabled());
        String hash = usable.map(Credentials::passwordHash).orElse(hasher.nobodysHash());
        return hasher.matches(password, hash)
                .map(matches -> usable.filter(credentials -> matches).orElseThrow(SignIns::refusal));
    }

    /** Moves a hash to the parameters of now while the password is at hand; a failure leaves it for the next time. */
    private Future<Credentials> renewHash(Credentials checked, String password) {
        if (!hasher.isOutdated(checked.passwordHash())) {
            return Future.succeededFuture(checked);
        }
        return hasher.hash(Passwords.prepare(password))
                .compose(hash -> store(checked, hash, null).map(new Credentials(checked.user(), hash, false)))
                .onFailure(cause -> LOG.warn(
                        "The hash of user {} stays as it is: {}", checked.user().id(), cause.getMessage()))
                .otherwise(checked);
    }

    private Future<Void> replace(Credentials checked, String password, long keptSessionId) {
        return hasher.hash(password)
                .compose(hash -> store(checked, hash, keptSessionId))
                .mapEmpty();
    }

    private Future<Void> store(Credentials checked, String hash, Long keptSessionId) {
        return bus.ask(new StorePassword(checked.user().id(), checked.passwordHash(), hash, keptSessionId))
                .onSuccess(revoked::announce)
                .mapEmpty();
    }

    /** A name has no {@code @}, an e-mail address has one. */
    private static String fold(String login) {
        return login.contains("@") ? Emails.fold(login) : Names.fold(login);
    }

    private static void requireText(String field, String text) {
        if (text == null || text.isEmpty()) {
            throw Failure.invalid(field, "This is missing");
        }
    }

    private static boolean isRefusal(Throwable cause) {
        return cause instanceof Failure failure && failure.code() == Code.UNAUTHENTICATED;
    }

    private static Failure refusal() {
        return Failure.of(Code.UNAUTHENTICATED, "The name or the password is wrong");
    }

    private static Failure wrongOldPassword() {
        return Failure.invalid("old_password", "The old password is wrong");
    }
}
