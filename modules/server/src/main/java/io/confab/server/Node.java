package io.confab.server;

import io.confab.accounts.AccountsConfig;
import io.confab.accounts.AccountsVerticle;
import io.confab.chat.ChatVerticle;
import io.confab.contract.Bus;
import io.confab.contract.Draining;
import io.confab.contract.NodeWithdrawn;
import io.confab.contract.bridge.Alone;
import io.confab.contract.bridge.NameDatabase;
import io.confab.http.HttpShared;
import io.confab.http.health.Metrics;
import io.confab.persistence.PersistenceVerticle;
import io.confab.redis.BridgeStats;
import io.confab.redis.RedisBridgeVerticle;
import io.confab.server.config.Config;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server process: its Vert.x instance, its bus and its verticles, started in the order in which they need each other
 * and stopped in the reverse.
 */
public final class Node {

    /** The window over which the clients of a stopping node spread their return. */
    private static final long RECONNECT_WINDOW_MILLIS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Config config;
    private final Servers servers;
    private final AccountsConfig accounts;
    private final Consumer<String> progress;
    private final Metrics metrics = new Metrics();
    private final Vertx vertx;
    private final Bus bus;
    private final Deque<String> deployments = new ArrayDeque<>();
    private volatile boolean isStarted;

    /**
     * A node that has not started yet.
     *
     * @param config what was set
     * @param servers what it stands on, configured or embedded; they are left open
     * @param accounts how it keeps accounts; its secret, configured or generated, signs access tokens and closes digests
     * @param progress hears in words what is being done
     */
    Node(Config config, Servers servers, AccountsConfig accounts, Consumer<String> progress) {
        this.config = config;
        this.servers = servers;
        this.accounts = accounts;
        this.progress = progress;
        vertx = Vertxes.create(metrics);
        bus = new Bus(vertx);
        metrics.follow(bus);
    }

    /**
     * Starts everything; answers with the port it listens on.
     *
     * <p>Fails with a sentence for people when the database cannot be used or the port is taken.
     */
    public Future<Integer> start() {
        Listener listener = new Listener(bus, config, metrics);
        Future<HttpShared> shared = HttpShared.load(vertx, Wiring.http(config), metrics);
        progress.accept("Opening the database");
        return deploy(new PersistenceVerticle(bus, Wiring.persistence(config, servers, accounts.secret())))
                .compose(done -> joinOthers())
                .compose(done -> deploy(new AccountsVerticle(bus, accounts)))
                .compose(done -> deploy(new ChatVerticle(bus, config.lobby())))
                .compose(done -> shared)
                .compose(loaded -> listener.open(vertx, loaded))
                .onSuccess(id -> {
                    deployments.push(id);
                    isStarted = true;
                })
                .map(id -> listener.port())
                // what still reads files when the start has failed would find no event loop to tell
                .eventually(() -> shared.otherwiseEmpty());
    }

    /**
     * Stops: is ready no more, refuses new work after the configured delay, finishes what was accepted, tells clients to reconnect, closes sockets with 1001, then
     * what joins it to others and the database. Called from a plain thread, returns when done or at the deadline, which
     * begins after that delay.
     */
    public void stop(Duration deadline) {
        try {
            withdraw();
            bus.announce(Draining.class, new Draining(RECONNECT_WINDOW_MILLIS));
            finish(undeploy(), deadline);
            // asked from this thread: the answer could not reach an event loop that is gone by then
            finish(vertx.close(), deadline);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The node did not stop cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A Redis that is not there yet keeps nobody from starting. */
    private Future<Void> joinOthers() {
        if (servers.redisUri().isEmpty()) {
            Alone.serve(bus);
            return Future.succeededFuture();
        }
        BridgeStats stats = new BridgeStats();
        Wiring.show(stats, metrics);
        return bus.ask(new NameDatabase())
                .map(database -> Wiring.redis(config, servers.redisUri().get(), database))
                .compose(bridge -> deploy(new RedisBridgeVerticle(bus, bridge, stats)));
    }

    /** Load balancers that ask now and then get the time to notice. */
    private void withdraw() throws ExecutionException, TimeoutException, InterruptedException {
        bus.announce(NodeWithdrawn.class, new NodeWithdrawn());
        Duration delay = config.http().drainDelay();
        if (isStarted && !delay.isZero()) {
            finish(vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS), delay.plusSeconds(1));
        }
    }

    private static void finish(Future<?> work, Duration deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        work.toCompletionStage().toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<Void> deploy(Deployable verticle) {
        return vertx.deployVerticle(verticle).onSuccess(deployments::push).mapEmpty();
    }

    private Future<Void> undeploy() {
        String id = deployments.poll();
        return id == null ? Future.succeededFuture() : vertx.undeploy(id).compose(done -> undeploy());
    }
}
