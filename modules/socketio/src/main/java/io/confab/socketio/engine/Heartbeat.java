package io.confab.socketio.engine;

/** Whether the client of one connection lives: the server pings, the client answers. */
final class Heartbeat {

    private final EngineLimits limits;
    private long heard;
    private boolean pinged;

    Heartbeat(EngineLimits limits, long now) {
        this.limits = limits;
        heard = now;
    }

    /** The client lives. */
    void heard(long now) {
        heard = now;
        pinged = false;
    }

    /** A pong; one that nobody asked for says nothing. */
    void pong(long now) {
        if (pinged) {
            heard(now);
        }
    }

    /** Whether it is time to ping; says so once. */
    boolean isDue(long now) {
        boolean due = !pinged && now - heard >= limits.pingInterval().toMillis();
        pinged |= due;
        return due;
    }

    /** Whether the client has been silent for too long. */
    boolean isLost(long now) {
        return now - heard >= limits.silentMillis();
    }
}
