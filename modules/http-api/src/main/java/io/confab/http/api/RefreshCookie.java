package io.confab.http.api;

import io.confab.contract.account.SignedIn;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import java.time.Instant;

/**
 * The refresh token as a cookie: out of reach of scripts, sent to {@code /api/v1/sessions…} alone and never along with
 * another site's page.
 */
final class RefreshCookie {

    private static final String NAME = "confab_refresh";
    private static final String PATH = ApiDocument.BASE + "/sessions";

    private RefreshCookie() {}

    static void set(Call call, SignedIn session) {
        long seconds =
                Duration.between(Instant.now(), session.refreshExpiresAt()).toSeconds();
        call.context().response().addCookie(cookie(call, session.refreshToken()).setMaxAge(Math.max(0, seconds)));
    }

    static void clear(Call call) {
        call.context().response().addCookie(cookie(call, "").setMaxAge(0));
    }

    /** The token of the request's cookie; null when there is none. */
    static String of(Call call) {
        Cookie cookie = call.context().request().getCookie(NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private static Cookie cookie(Call call, String value) {
        return Cookie.cookie(NAME, value)
                .setPath(PATH)
                .setHttpOnly(true)
                .setSecure(call.isSecure())
                .setSameSite(CookieSameSite.STRICT);
    }
}
