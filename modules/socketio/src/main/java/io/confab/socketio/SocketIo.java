package io.confab.socketio;

import io.confab.socketio.engine.Connection;
import io.confab.socketio.engine.Engine;
import io.confab.socketio.engine.EngineLimits;
import io.confab.socketio.engine.WebSockets;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Socket.IO v5 on one event loop, at one path. */
public final class SocketIo {

    private static final int SID_BYTES = 15;

    private final Vertx vertx;
    private final SocketIoLimits limits;
    private final Engine engine;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Consumer<Entry>> namespaces = new HashMap<>();
    /** Clients in no namespace, the one that has been so for longest first, and since when. */
    private final Map<Client, Long> idle = new LinkedHashMap<>();

    /**
     * A server without namespaces; to be made on the event loop whose router it is mounted on.
     *
     * @param path such as {@code /socket.io}
     * @param webSockets where WebSockets come from
     */
    public SocketIo(Vertx vertx, String path, EngineLimits engineLimits, SocketIoLimits limits, WebSockets webSockets) {
        this.vertx = vertx;
        this.limits = limits;
        engine = new Engine(vertx, path, engineLimits, webSockets, this::open);
        engine.onSweep(this::sweep);
    }

    /** Adds a namespace, such as {@code /}; the handler lets each client in or refuses it, at once or later. */
    public SocketIo namespace(String name, Consumer<Entry> handler) {
        namespaces.put(name, handler);
        return this;
    }

    /** Adds the route to a router. */
    public void mount(Router router, String path) {
        engine.mount(router, path);
    }

    /** How many connections live on this loop. */
    public int count() {
        return engine.count();
    }

    SocketIoLimits limits() {
        return limits;
    }

    Consumer<Entry> namespace(String name) {
        return namespaces.get(name);
    }

    String newSid() {
        byte[] bytes = new byte[SID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    void later(Duration after, Runnable action) {
        vertx.setTimer(after.toMillis(), timer -> action.run());
    }

    /** It is in no namespace: it had better enter one soon. */
    void idle(Client client) {
        idle.putIfAbsent(client, now());
        if (idle.size() > limits.maxWaiting()) {
            Client oldest = idle.keySet().iterator().next();
            idle.remove(oldest);
            oldest.connection().close();
        }
    }

    /** It is in a namespace, or gone. */
    void served(Client client) {
        idle.remove(client);
    }

    private void open(Connection connection) {
        idle(new Client(this, connection));
    }

    private void sweep() {
        long oldest = now() - limits.connectWithin().toMillis();
        List<Client> late = new ArrayList<>();
        for (Map.Entry<Client, Long> each : idle.entrySet()) {
            if (each.getValue() > oldest) {
                break;
            }
            late.add(each.getKey());
        }
        late.forEach(client -> client.connection().close());
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
