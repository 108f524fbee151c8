package io.confab.gateway.session;

import io.confab.contract.Bus;
import io.confab.contract.Draining;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.UserEvent;
import io.confab.contract.account.Identity;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.bridge.MirrorUser;
import io.confab.contract.bridge.UnmirrorUser;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.GroupEnteredElsewhere;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.confab.contract.presence.SessionClosed;
import io.confab.contract.presence.SessionOpened;
import io.confab.gateway.feed.Feeds;
import io.confab.gateway.feed.Subscriber;
import io.confab.gateway.feed.Subscription;
import io.confab.gateway.socket.Line;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** All sessions of one event loop, and by whom they are. */
public final class Sessions {

    private final Bus bus;
    private final Feeds feeds;
    private final SessionLimits limits;
    private final GatewayStats stats;
    private final Set<Session> all = new HashSet<>();
    private final Map<Long, Person> people = new HashMap<>();
    private Promise<Void> gone;

    /** A user with sessions here. */
    private static final class Person {
        private final Set<Session> sessions = new HashSet<>();
        /** Done when what other nodes announce of him is heard. */
        private final Future<Void> heard;

        private final Bucket bucket = new Bucket(System.nanoTime());
        /** How many groups were entered: a list of groups that was asked for before may lack one. */
        private int entered;

        Person(Future<Void> heard) {
            this.heard = heard;
        }
    }

    /** No sessions yet. */
    public Sessions(Bus bus, Feeds feeds, SessionLimits limits, GatewayStats stats) {
        this.bus = bus;
        this.feeds = feeds;
        this.limits = limits;
        this.stats = stats;
    }

    /** Takes what concerns users. */
    public void hear(UserEvent event) {
        Person person = people.get(event.userId());
        if (person == null) {
            return;
        }
        if (event instanceof GroupEntered entered) {
            enter(person, entered);
        } else if (event instanceof GroupEnteredElsewhere elsewhere) {
            enter(person, elsewhere.entered());
        } else if (event instanceof SessionsRevoked revoked) {
            each(person, session -> {
                if (revoked.sessionIds().contains(session.who().sessionId())) {
                    close(session, "Signed out");
                }
            });
        } else {
            each(person, session -> session.tell(event));
        }
    }

    /** Lets no more in and has those that are here go as soon as they are answered; completes with the last. */
    public Future<Void> drain(Draining draining) {
        if (gone == null) {
            gone = Promise.promise();
            all.forEach(session -> session.drain(draining.reconnectAfterMillis()));
            endWhenEmpty();
        }
        return gone.future();
    }

    /** Closes sessions whose access token ended some time ago; to be called every second. */
    public void sweep() {
        Instant latest = Instant.now().minus(limits.tokenGrace());
        for (Session session : all) {
            if (session.who() != null && session.who().expiresAt().isBefore(latest)) {
                close(session, "The access token has expired");
            }
        }
    }

    boolean areLeaving() {
        return gone != null;
    }

    GatewayStats stats() {
        return stats;
    }

    Session open(Line line, Dialect dialect) {
        Session session = new Session(this, dialect, line, limits.inFlight());
        all.add(session);
        stats.sessions().increment();
        return session;
    }

    /** Makes it a session of the user and shows it his groups; on failure it is nobody's again. */
    Future<List<GroupSummary>> arrive(Session session, Identity who) {
        Person person = people.computeIfAbsent(
                who.userId(), id -> new Person(bus.ask(new MirrorUser(id)).otherwiseEmpty()));
        person.sessions.add(session);
        session.belongTo(who);
        return person.heard.compose(done -> look(person, who.userId())).onFailure(cause -> forget(session));
    }

    /** Learns of what a client heard elsewhere before this node has; what cannot be read now is left to his resume. */
    Future<List<GroupSummary>> reach(List<GroupSummary> groups, Map<Long, Long> cursors) {
        List<Future<LogPage>> reads = new ArrayList<>();
        for (GroupSummary summary : groups) {
            long groupId = summary.group().id();
            long cursor = cursors.getOrDefault(groupId, 0L);
            if (cursor > summary.group().head()) {
                reads.add(
                        bus.ask(new ReadLog(groupId, cursor, 1)).onSuccess(page -> feeds.learn(groupId, page.head())));
            }
        }
        return Future.join(reads).otherwiseEmpty().map(groups);
    }

    void opened(Session session) {
        bus.announce(SessionOpened.class, new SessionOpened(session.userId()));
    }

    void closed(Session session) {
        all.remove(session);
        stats.sessions().decrement();
        if (session.isReady()) {
            bus.announce(SessionClosed.class, new SessionClosed(session.userId()));
        }
        forget(session);
        endWhenEmpty();
    }

    /** A group as a member sees it, at a head after which the feed has heard everything. */
    Future<GroupSummary> look(long userId, long groupId) {
        return feeds.watch(groupId)
                .compose(heard -> bus.ask(new ShowGroup(userId, groupId)))
                .onSuccess(group -> feeds.learn(groupId, group.group().head()));
    }

    Subscription subscribe(Subscriber subscriber, Group group, long from) {
        return feeds.subscribe(group.id(), subscriber, group.head(), from);
    }

    void charge(Session session, Bucket bucket, int commands) {
        long now = System.nanoTime();
        Person person = session.who() == null ? null : people.get(session.userId());
        int wait = bucket.take(limits.session(), commands, now);
        int userWait = person == null ? 0 : person.bucket.take(limits.user(), commands, now);
        if (bucket.isAbused(limits.session(), now)) {
            session.close(Code.RATE_LIMITED.closeCode(), "Far too many commands");
        }
        if (wait + userWait > 0) {
            stats.refusals().increment();
            throw Failure.rateLimited(Math.max(wait, userWait));
        }
    }

    /**
     * The user's groups, read again until each has been heard since before it was read: between its head and what the
     * feed has heard there is nothing then.
     */
    private Future<List<GroupSummary>> look(Person person, long userId) {
        long asked = feeds.mark();
        int entered = person.entered;
        return bus.ask(new ListGroups(userId)).compose(groups -> {
            List<Long> ids = groups.stream().map(group -> group.group().id()).toList();
            List<Future<Void>> watched = ids.stream().map(feeds::watch).toList();
            if (person.entered != entered || !ids.stream().allMatch(id -> feeds.heard(id, asked))) {
                return Future.join(watched).compose(heard -> look(person, userId));
            }
            groups.forEach(
                    group -> feeds.learn(group.group().id(), group.group().head()));
            return Future.succeededFuture(groups);
        });
    }

    private void enter(Person person, GroupEntered entered) {
        person.entered++;
        look(entered.userId(), entered.groupId())
                .onSuccess(group -> each(people.get(entered.userId()), session -> session.enter(group, entered.seq())))
                .onFailure(cause -> {
                    if (Failure.from(cause).code() != Code.NOT_FOUND) {
                        each(people.get(entered.userId()), session -> session.startAgain("A group cannot be read"));
                    }
                });
    }

    private void forget(Session session) {
        if (session.who() != null) {
            Person person = people.get(session.userId());
            person.sessions.remove(session);
            if (person.sessions.isEmpty()) {
                people.remove(session.userId());
                bus.announce(UnmirrorUser.class, new UnmirrorUser(session.userId()));
            }
            session.belongTo(null);
        }
    }

    private void endWhenEmpty() {
        if (gone != null && all.isEmpty()) {
            gone.tryComplete();
        }
    }

    private static void each(Person person, Consumer<Session> action) {
        if (person != null) {
            List.copyOf(person.sessions).forEach(action);
        }
    }

    private static void close(Session session, String reason) {
        session.close(Code.UNAUTHENTICATED.closeCode(), reason);
    }
}
