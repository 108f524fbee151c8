package io.confab.dialects;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Identity;
import io.confab.gateway.socket.Sockets;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Who asks, by an access token; never one of the URL. */
public final class Bearer {

    private static final String SCHEME = "Bearer ";
    private static final String SUBPROTOCOL = "bearer.";

    private Bearer() {}

    /** The token of the header (RFC 6750) or else of the subprotocols {@code bearer.…}; null when there is none. */
    public static String token(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return header.substring(SCHEME.length()).strip();
        }
        return Sockets.subprotocols(request).stream()
                .filter(offered -> offered.startsWith(SUBPROTOCOL))
                .map(offered -> offered.substring(SUBPROTOCOL.length()))
                .findFirst()
                .orElse(null);
    }

    /** Whose token it is; null when there is none, {@code UNAUTHENTICATED} when it is not valid. */
    public static Future<Identity> identity(Bus bus, HttpServerRequest request) {
        String token = token(request);
        return token == null ? Future.succeededFuture() : bus.ask(new Authenticate(token));
    }

    /** The same for addresses that are open to whoever gives a name only: {@code UNAUTHENTICATED} where that is not enough. */
    public static Future<Identity> identityOrGuest(Surroundings surroundings, HttpServerRequest request) {
        return identity(surroundings.bus(), request).map(who -> {
            if (who == null && !surroundings.letsNamesIn()) {
                throw Failure.of(Code.UNAUTHENTICATED, "A name is not enough here: sign in");
            }
            return who;
        });
    }
}
