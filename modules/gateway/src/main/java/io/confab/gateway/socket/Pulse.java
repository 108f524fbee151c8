package io.confab.gateway.socket;

/** When a peer was heard last and whether it has said who it is; judged by the clock of the event loop. */
final class Pulse {

    private final SocketLimits limits;
    private final long opened;
    private long heard;
    private boolean identified;
    private boolean pinged;

    Pulse(SocketLimits limits, long now) {
        this.limits = limits;
        opened = now;
        heard = now;
    }

    /** The peer lives. */
    void hear(long now) {
        heard = now;
        pinged = false;
    }

    /** The peer is listened to again; it was not silent meanwhile. */
    void resume(long now) {
        heard = now;
    }

    /** The time to identify no longer runs. */
    void identified() {
        identified = true;
    }

    /** Why the peer has to go; null while it may stay. */
    Closed fault(long now) {
        if (!identified && now - opened >= limits.identifyWithin().toMillis()) {
            return Closed.UNIDENTIFIED;
        }
        return now - heard >= limits.silentAfter().toMillis() ? Closed.SILENT : null;
    }

    /** Whether to ask the peer for a sign of life; true once until it is heard. */
    boolean wantsPing(long now) {
        boolean wants = !pinged && now - heard >= limits.pingAfter().toMillis();
        pinged |= wants;
        return wants;
    }
}
