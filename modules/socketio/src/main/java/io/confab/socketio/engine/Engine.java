package io.confab.socketio.engine;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Engine.IO v4 at one path, on one event loop: opens connections, keeps those of this loop, and brings requests to the
 * connection they are for, on whichever loop of the same Vert.x that lives.
 *
 * <p>To be made on the event loop whose router it is mounted on.
 */
public final class Engine {

    private static final int SID_BYTES = 18;
    /** By which name a load balancer knows this node: ids begin with it, so that it can send on what belongs to them. */
    private static final String NODE = "X-Session-Node";

    private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z0-9]{1,16}");

    private final Vertx vertx;
    private final Context context;
    private final EngineLimits limits;
    private final WebSockets webSockets;
    private final Consumer<Connection> opened;
    private final SecureRandom random = new SecureRandom();
    private final LocalMap<String, Connection> everywhere;
    private final Set<Connection> here = new HashSet<>();
    private final List<Runnable> chores = new ArrayList<>();

    /**
     * An engine without connections.
     *
     * @param path where it is mounted, such as {@code /engine.io}; engines of the same path share their connections
     * @param webSockets where WebSockets come from
     * @param opened gets each connection before anything comes in
     */
    public Engine(Vertx vertx, String path, EngineLimits limits, WebSockets webSockets, Consumer<Connection> opened) {
        this.vertx = vertx;
        this.limits = limits;
        this.webSockets = webSockets;
        this.opened = opened;
        context = vertx.getOrCreateContext();
        everywhere = vertx.sharedData().getLocalMap("connections of " + path);
        vertx.setPeriodic(limits.sweepMillis(), tick -> sweep());
    }

    /** Adds the engine's route to a router. */
    public void mount(Router router, String path) {
        Requests requests = new Requests(this);
        router.route(path + "/").handler(requests::take);
        router.route(path).handler(requests::take);
    }

    /** Does something at each sweep over the connections, which is at least once a second. */
    public void onSweep(Runnable chore) {
        chores.add(chore);
    }

    /** How many connections live on this loop. */
    public int count() {
        return here.size();
    }

    Context context() {
        return context;
    }

    EngineLimits limits() {
        return limits;
    }

    /** Milliseconds of a clock that only goes forward. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** The connection of a sid, on whichever loop it lives; null when there is none. */
    Connection find(String sid) {
        return everywhere.get(sid);
    }

    /** Opens a connection that polls; answers with the packet that says so. */
    String openPolling(RoutingContext ctx) {
        Connection connection = keep(new Connection(this, newSid(ctx), null));
        opened.accept(connection);
        return greeting(connection, JsonArray.of("websocket"));
    }

    /** Opens a connection on a WebSocket. */
    void openSocket(RoutingContext ctx) {
        webSockets.upgrade(ctx, pipe -> {
            Connection connection = keep(new Connection(this, newSid(ctx), pipe));
            pipe.write(Packet.of(greeting(connection, new JsonArray())));
            opened.accept(connection);
            return Candidate.carrying(connection, pipe);
        });
    }

    /** Offers a connection a WebSocket to move to. */
    void offerSocket(RoutingContext ctx, Connection connection) {
        webSockets.upgrade(ctx, pipe -> {
            if (connection.context() == context) {
                return connection.offer(pipe);
            }
            Hop hop = new Hop(connection.context(), context, pipe);
            hop.join(connection);
            return hop;
        });
    }

    void forget(Connection connection) {
        if (here.remove(connection)) {
            everywhere.remove(connection.sid());
        }
    }

    void later(Duration after, Runnable action) {
        vertx.setTimer(after.toMillis(), timer -> action.run());
    }

    void soon(Runnable action) {
        context.runOnContext(turn -> action.run());
    }

    private Connection keep(Connection connection) {
        here.add(connection);
        everywhere.put(connection.sid(), connection);
        return connection;
    }

    private String greeting(Connection connection, JsonArray upgrades) {
        return "0"
                + new JsonObject()
                        .put("sid", connection.sid())
                        .put("upgrades", upgrades)
                        .put("pingInterval", limits.pingInterval().toMillis())
                        .put("pingTimeout", limits.pingTimeout().toMillis())
                        .put("maxPayload", limits.maxPayload())
                        .encode();
    }

    private String newSid(RoutingContext ctx) {
        byte[] bytes = new byte[SID_BYTES];
        random.nextBytes(bytes);
        String sid = Base64.getUrlEncoder().encodeToString(bytes);
        String node = ctx.request().getHeader(NODE);
        return node != null && NODE_NAME.matcher(node).matches() ? node + "." + sid : sid;
    }

    private void sweep() {
        long now = now();
        List.copyOf(here).forEach(connection -> connection.sweep(now));
        chores.forEach(Runnable::run);
    }
}
