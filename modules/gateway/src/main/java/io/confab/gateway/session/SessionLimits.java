package io.confab.gateway.session;

import java.time.Duration;

/**
 * What sessions may cost.
 *
 * @param session how many commands one session may send
 * @param user how many all sessions of a user on one event loop may send
 * @param inFlight unanswered commands of a session above which it is not read from
 * @param tokenGrace how long after the end of its access token a session stays
 * @param drainWithin how long a stopping node waits for answers before it closes sessions without them
 */
public record SessionLimits(Rate session, Rate user, int inFlight, Duration tokenGrace, Duration drainWithin) {

    /** What the server runs with: 50 commands a second and 200 at once for a session, twice that for a user. */
    public static final SessionLimits STANDARD =
            new SessionLimits(new Rate(50, 200), new Rate(100, 400), 64, Duration.ofSeconds(60), Duration.ofSeconds(6));

    /** Refuses limits that cannot work, with one sentence. */
    public SessionLimits {
        if (inFlight < 1) {
            throw new IllegalArgumentException("inFlight must be at least 1.");
        }
    }
}
