package io.confab.dialects.lobby;

import io.confab.http.edge.Exchange;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * The secret of a browser, by which it has its name back after it was cut off. It is given with the handshake; programs that
 * are no browser get none, and their names are free as soon as they have gone.
 */
final class Owner {

    private static final String COOKIE = "confab_lobby";
    private static final long COOKIE_SECONDS = Duration.ofDays(30).toSeconds();
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    /** The secret that came, or a new one for a browser that has none; null for another program. */
    String of(RoutingContext ctx) {
        Cookie shown = ctx.request().getCookie(COOKIE);
        if (shown != null && !shown.getValue().isEmpty()) {
            return shown.getValue();
        }
        return ctx.request().headers().contains(HttpHeaders.ORIGIN) ? give(ctx) : null;
    }

    private String give(RoutingContext ctx) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Cookie cookie = Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setMaxAge(COOKIE_SECONDS)
                .setHttpOnly(true)
                .setSecure(Exchange.of(ctx).caller().isSecure())
                .setSameSite(CookieSameSite.LAX);
        // cookies of a response are written with its end, which an upgraded one never has
        ctx.response().headers().add(HttpHeaders.SET_COOKIE, cookie.encode());
        return value;
    }
}
