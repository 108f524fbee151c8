package io.confab.dialects;

import io.confab.contract.Bus;
import io.confab.contract.account.AdmitGuest;
import io.confab.contract.account.DismissGuest;
import io.confab.contract.account.Identity;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.JoinGroup;
import io.confab.gateway.session.Session;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Guests for as long as their sessions: let in, brought into groups, dismissed when the session has closed, also when it
 * closed while one of these was under way. For the sessions of one contract on one event loop.
 */
public final class Visits {

    private final Bus bus;
    private final Duration hold;
    private final Map<Session, Visit> visits = new HashMap<>();

    /** A guest, and the last that was asked for him: he is dismissed after that. */
    private static final class Visit {
        private final Future<Identity> guest;
        private final Duration hold;
        private Future<?> last;

        Visit(Future<Identity> guest, Duration hold) {
            this.guest = guest;
            this.hold = hold;
            last = guest;
        }
    }

    /**
     * No visits yet.
     *
     * @param hold how long the name that a guest claimed with a secret is held for him after he has gone
     */
    public Visits(Bus bus, Duration hold) {
        this.bus = bus;
        this.hold = hold;
    }

    /** Lets a guest in, to {@link Session#identify} the session with. Fails as the request does. */
    public Future<Identity> admit(Session session, AdmitGuest request) {
        boolean isOwned = request.claim() != null && request.claim().secret() != null;
        Visit visit = new Visit(bus.ask(request), isOwned ? hold : Duration.ZERO);
        visits.put(session, visit);
        return visit.guest;
    }

    /** Brings the session's user into a public group; a guest leaves it when he is dismissed. */
    public Future<GroupSummary> join(Session session, long groupId) {
        Future<GroupSummary> joined = bus.ask(new JoinGroup(session.identity().user(), groupId));
        Visit visit = visits.get(session);
        if (visit != null) {
            visit.last = joined;
        }
        return joined;
    }

    /** Whether the session is that of a guest who was let in here. */
    public boolean isVisit(Session session) {
        return visits.containsKey(session);
    }

    /** The session has closed. */
    public void closed(Session session) {
        Visit visit = visits.remove(session);
        if (visit != null) {
            visit.last.onComplete(
                    done -> visit.guest.onSuccess(guest -> bus.ask(new DismissGuest(guest.userId(), visit.hold))));
        }
    }
}
