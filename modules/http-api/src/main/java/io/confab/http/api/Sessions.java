package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.ListSessions;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.RevokeOtherSessions;
import io.confab.contract.account.RevokeSession;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignOut;
import io.confab.contract.account.SignedIn;
import io.confab.http.edge.Origins;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;

/** Signing in and out. */
final class Sessions {

    private final Bus bus;
    private final Origins origins;

    Sessions(Bus bus, Origins origins) {
        this.bus = bus;
        this.origins = origins;
    }

    Future<Answer> signIn(Call call) {
        Long hours = call.integer("access_hours");
        Duration accessTtl = hours == null ? null : Duration.ofHours(hours);
        return bus.ask(new SignIn(call.text("username"), call.text("password"), call.client(), accessTtl))
                .map(session -> Answer.created(tokens(call, session, Boolean.TRUE.equals(call.flag("cookie"))), null));
    }

    Future<Answer> refresh(Call call) {
        String token = call.text("refresh_token");
        return token != null ? refresh(call, token, false) : refreshByCookie(call);
    }

    Future<Answer> list(Call call) {
        return bus.ask(new ListSessions(call.identity())).map(sessions -> Answer.ok(Map.of("sessions", sessions)));
    }

    Future<Answer> signOut(Call call) {
        return bus.ask(new SignOut(call.identity())).map(done -> {
            RefreshCookie.clear(call);
            return Answer.done();
        });
    }

    Future<Answer> revoke(Call call) {
        return bus.ask(new RevokeSession(call.identity(), call.number("session_id")))
                .map(done -> Answer.done());
    }

    Future<Answer> revokeOthers(Call call) {
        return bus.ask(new RevokeOtherSessions(call.identity())).map(count -> Answer.ok(Map.of("revoked", count)));
    }

    /** A new session in the shape that the client asked for. */
    static Tokens tokens(Call call, SignedIn session, boolean asCookie) {
        if (asCookie) {
            RefreshCookie.set(call, session);
        }
        return Tokens.of(session, !asCookie);
    }

    private Future<Answer> refreshByCookie(Call call) {
        String token = RefreshCookie.of(call);
        if (token == null) {
            throw Failure.of(Code.UNAUTHENTICATED, "There is no refresh token, neither in the body nor as a cookie");
        }
        // a browser sends the cookie along by itself, so the page has to prove where it comes from
        if (!origins.isTrustedPage(call.context().request())) {
            throw Failure.of(Code.FORBIDDEN, "The cookie is taken from pages of this server only");
        }
        return refresh(call, token, true);
    }

    private Future<Answer> refresh(Call call, String token, boolean asCookie) {
        return bus.ask(new Refresh(token, call.client()))
                .onFailure(cause -> forgetSpentCookie(call, asCookie, cause))
                .map(session -> Answer.ok(tokens(call, session, asCookie)));
    }

    private static void forgetSpentCookie(Call call, boolean asCookie, Throwable cause) {
        if (asCookie && cause instanceof Failure failure && failure.code() == Code.UNAUTHENTICATED) {
            RefreshCookie.clear(call);
        }
    }
}
