package io.confab.socketio.engine;

import java.time.Duration;

/**
 * What a connection may cost. What clients are told at the handshake is {@code pingInterval}, {@code pingTimeout} and
 * {@code maxPayload}.
 *
 * @param pingInterval from the handshake, and from each pong, to the next ping
 * @param pingTimeout from a ping to its pong; later the connection ends
 * @param maxPayload bytes of one POST; a longer one ends the connection with 413
 * @param softQueue characters waiting for a poll above which a connection is congested
 * @param hardQueue characters waiting for a poll above which it ends
 * @param upgradeWithin from a WebSocket for a connection that polls to the end of its upgrade; later that socket is closed
 */
public record EngineLimits(
        Duration pingInterval,
        Duration pingTimeout,
        int maxPayload,
        int softQueue,
        int hardQueue,
        Duration upgradeWithin) {

    /** What the public libraries announce: 25 s, 20 s, a million bytes; and queues of 64 KB and 1 MB. */
    public static final EngineLimits STANDARD = new EngineLimits(
            Duration.ofSeconds(25), Duration.ofSeconds(20), 1_000_000, 64 * 1024, 1024 * 1024, Duration.ofSeconds(10));

    /** Refuses limits that cannot work, with one sentence. */
    public EngineLimits {
        if (pingInterval.toMillis() < 1 || pingTimeout.toMillis() < 1 || upgradeWithin.toMillis() < 1) {
            throw new IllegalArgumentException("Times must be at least a millisecond.");
        }
        if (maxPayload < 1 || softQueue < 1 || hardQueue < softQueue) {
            throw new IllegalArgumentException(
                    "maxPayload and softQueue must be at least 1, hardQueue at least softQueue.");
        }
    }

    /**
     * Silence after which a connection has ended: a hundredth of the time-out early, so that who counts the same time by a
     * clock of his own finds it so.
     */
    long silentMillis() {
        return pingInterval.plus(pingTimeout).minus(pingTimeout.dividedBy(100)).toMillis();
    }

    /** How often connections are looked at: often enough for the shorter of the two times. */
    long sweepMillis() {
        long shorter = Math.min(pingInterval.toMillis(), pingTimeout.toMillis());
        return Math.max(1, Math.min(1_000, shorter / 10));
    }
}
