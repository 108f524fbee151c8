package io.confab.dialects.channels;

import io.confab.contract.Bus;
import io.confab.contract.Draining;
import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.account.Identity;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.dialects.Answers;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.Gate;
import io.confab.gateway.session.Session;
import io.confab.gateway.socket.Frame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Live messages of one channel as server-sent events. A client that says which seq it heard last ({@code Last-Event-ID},
 * or {@code after}) gets what came since then first, then the rest as it comes: each message once and in order.
 */
final class ChannelStream implements Dialect {

    private static final String TYPE = "text/event-stream";
    private static final long KEEP_ALIVE_MILLIS = 15_000;
    private static final int GONE = 1000;

    private final Vertx vertx;
    private final Map<Session, EventLine> lines = new HashMap<>();
    private Gate gate;
    private boolean isDraining;

    ChannelStream(Bus bus, Vertx vertx) {
        this.vertx = vertx;
        bus.hear(Draining.class, draining -> isDraining = true);
        vertx.setPeriodic(KEEP_ALIVE_MILLIS, tick -> List.copyOf(lines.values()).forEach(EventLine::keepAlive));
    }

    /** The route stands among the others of its address. */
    @Override
    public void mount(Router router, Gate opened) {
        gate = opened;
    }

    /** Whether a request asks for events. */
    boolean isWanted(RoutingContext ctx) {
        String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(TYPE);
    }

    /** Answers with events until one of both goes. */
    void open(RoutingContext ctx, Identity who, Group channel) {
        if (isDraining) {
            throw Failure.unavailable("This server is stopping; ask again");
        }
        long after = after(ctx);
        HttpServerResponse response = ctx.response();
        EventLine line = new EventLine(vertx, response);
        Session session = gate.open(line, this);
        lines.put(session, line);
        line.attach(session);
        session.identify(Future.succeededFuture(who), groups -> {
            GroupSummary summary = groups.succeeded() ? find(groups.result(), channel) : null;
            if (summary == null) {
                line.end();
                Answers.fail(
                        ctx,
                        Channels.unlessSubscribed(groups.succeeded() ? Failure.notFound("channel") : groups.cause()));
                return;
            }
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader("X-Accel-Buffering", "no");
            line.keepAlive();
            long head = summary.group().head();
            session.subscriptions().begin(summary, after < 0 ? head : Math.min(after, head));
        });
    }

    @Override
    public void received(Session session, String text) {
        // nothing comes in
    }

    @Override
    public byte[] encode(GroupEvent event) {
        return ChannelEvents.of(event);
    }

    /** Who is told that the channel is deleted, or is subscribed no longer, is told nothing more. */
    @Override
    public void deliver(Session session, GroupEvent event, Frame frame) {
        Dialect.super.deliver(session, event, frame);
        if (event instanceof GroupChanged changed && changed.group().archivedAt() != null) {
            session.close(GONE, "The channel was deleted");
        } else if (event instanceof MemberLeft left && left.user().id() == session.userId()) {
            session.close(GONE, "Unsubscribed");
        }
    }

    @Override
    public void entered(Session session, GroupSummary group, long seq) {
        // a line is about one channel, which it was subscribed to when it was opened
    }

    @Override
    public void closed(Session session) {
        lines.remove(session);
    }

    /** The header is what clients send that connect again by themselves. */
    private static long after(RoutingContext ctx) {
        String last = ctx.request().getHeader("Last-Event-ID");
        return last != null && last.matches("[0-9]{1,18}") ? Long.parseLong(last) : History.after(ctx);
    }

    private static GroupSummary find(List<GroupSummary> groups, Group channel) {
        return groups.stream()
                .filter(group -> group.group().id() == channel.id())
                .findFirst()
                .orElse(null);
    }
}
