package io.confab.socketio;

import java.time.Duration;

/**
 * What a client of Socket.IO may cost, beside what its connection may.
 *
 * @param connectWithin for a connection without a namespace; later it ends
 * @param maxWaiting connections of one event loop without a namespace; a further one ends the oldest
 * @param maxRefusals of one connection's attempts at namespaces; then it ends
 * @param maxAttachments of one packet
 * @param attachWithin from a packet with attachments to the last of them; later the connection ends
 */
public record SocketIoLimits(
        Duration connectWithin, int maxWaiting, int maxRefusals, int maxAttachments, Duration attachWithin) {

    /** 10 s and 10,000 connections without a namespace, 5 refusals, 10 attachments within 10 s. */
    public static final SocketIoLimits STANDARD =
            new SocketIoLimits(Duration.ofSeconds(10), 10_000, 5, 10, Duration.ofSeconds(10));
}
