package io.confab.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server has everything: one connection to send on, one to hear. */
public final class SingleServer implements Servers {

    private static final Logger LOG = LoggerFactory.getLogger(SingleServer.class);

    private final Vertx vertx;
    private final Address address;
    private final String probeChannel;
    private final CommandLink commands;
    private PushLink pushes;

    /** The server of this address. */
    public SingleServer(Vertx vertx, Address address, String probeChannel) {
        this.vertx = vertx;
        this.address = address;
        this.probeChannel = probeChannel;
        commands = new CommandLink(vertx, address, address.hosts().get(0));
    }

    @Override
    public void open(Listener listener) {
        Host host = address.hosts().get(0);
        pushes = PushLink.plain(vertx, address, host, probeChannel, new Telling(listener));
        commands.open();
        pushes.open();
    }

    @Override
    public boolean isConnected() {
        return commands.isUp() && pushes.isUp();
    }

    @Override
    public boolean isUp(String key) {
        return commands.isUp();
    }

    @Override
    public boolean isListening(String channel) {
        return pushes.isUp();
    }

    @Override
    public int slot(String key) {
        return 0;
    }

    @Override
    public Command publish() {
        return Command.PUBLISH;
    }

    @Override
    public Future<Response> send(String key, Request request) {
        return commands.send(request);
    }

    @Override
    public Future<Map<Integer, Refused>> sendAll(String key, List<Request> requests) {
        return commands.sendAll(requests);
    }

    @Override
    public void subscribe(Collection<String> channels) {
        pushes.subscribe(channels);
    }

    @Override
    public void unsubscribe(Collection<String> channels) {
        pushes.unsubscribe(channels);
    }

    @Override
    public Future<Void> close() {
        return commands.close().eventually(pushes::close);
    }

    private record Telling(Servers.Listener to) implements PushLink.Listener {

        @Override
        public void heard(String channel, Buffer payload) {
            to.heard(channel, payload);
        }

        @Override
        public void confirmed(String channel) {
            to.confirmed(channel);
        }

        @Override
        public void lost(Collection<String> channels) {
            to.lost(channels);
        }

        @Override
        public void refused(Refused refusal) {
            LOG.warn("Redis refused a subscription: {}", refusal.getMessage());
        }
    }
}
