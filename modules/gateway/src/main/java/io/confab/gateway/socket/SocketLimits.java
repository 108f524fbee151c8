package io.confab.gateway.socket;

import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;

/**
 * How much a client may cost. Times are kept to the grain of one {@link #sweepEvery()}.
 *
 * @param maxMessage the longest message that is accepted, in bytes, fragments together; longer ones close with 1009
 * @param softQueue bytes waiting to be written above which a socket is {@link Socket#congested() congested}
 * @param hardQueue bytes waiting to be written above which it is closed with 1013
 * @param headersWithin from a new connection's accept to its first complete request headers; later the connection ends
 * @param nextRequestWithin for an HTTP connection that is kept alive: from the end of an answer to the next request
 * @param bodyWithin from the headers of an HTTP request to the end of its body; later the connection ends
 * @param identifyWithin from the upgrade to {@link Socket#identified()}; later it is closed with 4401
 * @param pingAfter silence after which the peer is pinged once
 * @param silentAfter silence after which the socket is closed with 4408
 * @param stuckAfter time without one byte taken by a peer for whom bytes wait; later it is closed, a socket with 1013
 * @param closeWithin from a close frame to the end of the TCP connection, whatever the peer does
 * @param sweepEvery how often all this is looked at
 */
public record SocketLimits(
        int maxMessage,
        int softQueue,
        int hardQueue,
        Duration headersWithin,
        Duration nextRequestWithin,
        Duration bodyWithin,
        Duration identifyWithin,
        Duration pingAfter,
        Duration silentAfter,
        Duration stuckAfter,
        Duration closeWithin,
        Duration sweepEvery) {

    /** What the server runs with: messages of 128 KB, which hold the longest
     * content with each character escaped, queues of 64 KB and 1 MB, 10 s to identify, 60 s of silence. */
    public static final SocketLimits STANDARD = new SocketLimits(
            128 * 1024,
            64 * 1024,
            1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));

    /** Refuses limits that cannot work, with one sentence. */
    public SocketLimits {
        if (maxMessage < 125) {
            throw new IllegalArgumentException("maxMessage must be at least 125, the length of a control frame.");
        }
        if (softQueue < 2 || hardQueue < softQueue) {
            throw new IllegalArgumentException("softQueue must be at least 2 and at most hardQueue.");
        }
        if (sweepEvery.toMillis() < 1) {
            throw new IllegalArgumentException("sweepEvery must be at least a millisecond.");
        }
    }

    /**
     * Sets what this package needs of the listener, and nothing else: no compression of frames (a few bytes inflate
     * without bound), no HTTP/2 in clear text (it cannot be upgraded), sizes of frames, headers and the accept queue.
     */
    public HttpServerOptions harden(HttpServerOptions options) {
        options.setTcpNoDelay(true).setTcpKeepAlive(true).setAcceptBacklog(4096);
        return options.setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setAcceptUnmaskedFrames(false)
                .setMaxWebSocketFrameSize(maxMessage)
                .setMaxWebSocketMessageSize(maxMessage)
                .setMaxInitialLineLength(8 * 1024)
                .setMaxHeaderSize(16 * 1024);
    }
}
