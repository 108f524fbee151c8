package io.confab.gateway;

import io.confab.gateway.session.SessionLimits;
import io.confab.gateway.socket.SocketLimits;
import java.util.List;

/**
 * How a gateway runs.
 *
 * @param sockets what a connection may cost
 * @param sessions what a session may cost
 * @param origins web pages besides those of the same host that may connect, as browsers write them; {@code *} lets in all
 */
public record GatewayConfig(SocketLimits sockets, SessionLimits sessions, List<String> origins) {

    /** Standard limits, pages of the same host only. */
    public static GatewayConfig defaults() {
        return new GatewayConfig(SocketLimits.STANDARD, SessionLimits.STANDARD, List.of());
    }
}
