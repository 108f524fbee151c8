package io.confab.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The connection to a server that messages come in on. It remembers what is subscribed to, and subscribes again when the
 * connection had to be made anew.
 *
 * <p>Nothing but pub/sub commands may be sent on it: a push that comes before the answer of any other command makes the
 * client forget who waits for that answer. Even the probe is a subscription, which the server confirms each time.
 */
public final class PushLink {

    private static final int MOST_PLAIN = 1_000;
    /** Those in one command must be of one slot; pipelined, single ones cost little more. */
    private static final int MOST_SHARDED = 1;

    private final Link link;
    private final Command subscribe;
    private final Command unsubscribe;
    private final int most;
    private final String probeChannel;
    private final Listener listener;
    private final Set<String> wanted = new LinkedHashSet<>();
    private Promise<Void> probe = Promise.promise();

    /** Who hears what comes in. */
    public interface Listener extends Servers.Listener {

        /** The server ended a subscription by itself: the channel is elsewhere now. */
        default void ended(String channel) {}

        /** The server refused a subscription; which one is in its words, if at all. */
        default void refused(Refused refusal) {}
    }

    private PushLink(Vertx vertx, Address address, Host host, boolean sharded, String probe, Listener listener) {
        subscribe = sharded ? Command.SSUBSCRIBE : Command.SUBSCRIBE;
        unsubscribe = sharded ? Command.SUNSUBSCRIBE : Command.UNSUBSCRIBE;
        most = sharded ? MOST_SHARDED : MOST_PLAIN;
        probeChannel = probe;
        this.listener = listener;
        link = new Link(vertx, address, host, new Subscribing());
    }

    /** For channels of a server; not open yet. {@code probe} is a channel that nobody publishes on. */
    public static PushLink plain(Vertx vertx, Address address, Host host, String probe, Listener listener) {
        return new PushLink(vertx, address, host, false, probe, listener);
    }

    /** For channels that belong to a slot of a cluster. */
    public static PushLink sharded(Vertx vertx, Address address, Host host, String probe, Listener listener) {
        return new PushLink(vertx, address, host, true, probe, listener);
    }

    /** Opens it, and keeps it open until it is closed. */
    public PushLink open() {
        link.open();
        return this;
    }

    /** Whether messages can come in, as far as is known. */
    public boolean isUp() {
        return link.connection() != null;
    }

    /** Subscribes; each is confirmed to the listener, once now and once whenever the connection was made anew. */
    public void subscribe(Collection<String> more) {
        wanted.addAll(more);
        send(subscribe, more);
    }

    /** Subscribes no longer. */
    public void unsubscribe(Collection<String> fewer) {
        fewer.forEach(wanted::remove);
        send(unsubscribe, fewer);
    }

    /** What is subscribed to, confirmed or not. */
    public Set<String> wanted() {
        return wanted;
    }

    /** Closes it for good. */
    public Future<Void> close() {
        return link.close();
    }

    private final class Subscribing implements Link.Use {

        @Override
        public void opened(RedisConnection connection) {
            probe = Promise.promise();
            connection.handler(PushLink.this::take);
            send(subscribe, wanted);
        }

        @Override
        public void lost() {
            listener.lost(List.copyOf(wanted));
        }

        @Override
        public Future<?> probe(RedisConnection connection) {
            if (probe.future().isComplete()) {
                probe = Promise.promise();
            }
            connection.send(Request.cmd(Command.SUBSCRIBE).arg(probeChannel));
            return probe.future();
        }
    }

    private void send(Command command, Collection<String> some) {
        RedisConnection connection = link.connection();
        if (connection == null) {
            return;
        }
        List<String> all = new ArrayList<>(some);
        for (int from = 0; from < all.size(); from += most) {
            Request request = Request.cmd(command);
            all.subList(from, Math.min(from + most, all.size())).forEach(request::arg);
            // done when written; that it worked is pushed
            connection.send(request);
        }
    }

    private void take(Response response) {
        if (response.type() == ResponseType.PUSH) {
            push(response.get(0).toString(), response);
        } else if (response.type() == ResponseType.ERROR) {
            listener.refused(new Refused(response.toString()));
        }
    }

    private void push(String kind, Response response) {
        switch (kind) {
            case "message", "smessage" ->
                listener.heard(response.get(1).toString(), response.get(2).toBuffer());
            case "subscribe", "ssubscribe" -> confirm(response.get(1).toString());
            case "sunsubscribe" -> end(response.get(1));
            default -> {
                // of no concern: the end of a subscription that we asked for
            }
        }
    }

    private void confirm(String channel) {
        if (channel.equals(probeChannel)) {
            probe.tryComplete();
        } else if (wanted.contains(channel)) {
            listener.confirmed(channel);
        }
    }

    private void end(Response channel) {
        if (channel != null && wanted.contains(channel.toString())) {
            listener.ended(channel.toString());
        }
    }
}
