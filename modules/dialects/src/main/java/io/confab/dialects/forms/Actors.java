package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Access;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Identity;
import io.confab.contract.account.NameProof;
import io.confab.contract.account.ProveName;
import io.confab.contract.account.ProvenName;
import io.confab.dialects.Bearer;
import io.confab.http.edge.Exchange;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * As whom somebody may act who names an id: by the cookie of the browser that registered it, its token, or an access token of
 * the account; by the id alone while nobody has proven it and access is open.
 */
final class Actors {

    private static final String COOKIE = "confab_names";
    private static final long COOKIE_SECONDS = Duration.ofDays(365).toSeconds();

    private final Bus bus;
    private final Access access;

    Actors(Bus bus, Access access) {
        this.bus = bus;
        this.access = access;
    }

    /**
     * Who acts. Fails {@code NOT_FOUND} for an unknown id, {@code UNAUTHENTICATED} without the proof that it needs.
     *
     * @param token what a form says, used when no header does; may be null
     * @param opensSocket whether the cookie pins the id, if a page shows it
     */
    Future<ProvenName> act(RoutingContext ctx, long userId, String token, boolean opensSocket) {
        String shown = Bearer.token(ctx.request());
        String secret = shown == null ? token : shown;
        if (isAccessToken(secret)) {
            return bus.ask(new Authenticate(secret)).map(identity -> ofAccount(identity, userId));
        }
        boolean isPage = opensSocket && ctx.request().headers().contains("Origin");
        return bus.ask(new ProveName(userId, new NameProof(secret, browser(ctx), isPage), access));
    }

    /** The secret of the browser; null when it has none. */
    static String browser(RoutingContext ctx) {
        Cookie cookie = ctx.request().getCookie(COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    /** Gives the browser its secret, out of reach of scripts and of other sites' pages. */
    static void keep(RoutingContext ctx, String browser) {
        ctx.response()
                .addCookie(Cookie.cookie(COOKIE, browser)
                        .setPath("/")
                        .setMaxAge(COOKIE_SECONDS)
                        .setHttpOnly(true)
                        .setSecure(Exchange.of(ctx).caller().isSecure())
                        .setSameSite(CookieSameSite.LAX));
    }

    /** A name's token has no dots, a JWT two. */
    private static boolean isAccessToken(String secret) {
        return secret != null && secret.indexOf('.') >= 0;
    }

    private static ProvenName ofAccount(Identity identity, long userId) {
        if (identity.userId() != userId) {
            throw Failure.of(Code.UNAUTHENTICATED, "This is the token of another user");
        }
        return new ProvenName(identity, true, true);
    }
}
