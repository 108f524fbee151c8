package io.confab.server;

import io.confab.accounts.AccountsVerticle;
import io.confab.contract.Bus;
import io.confab.contract.Request;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Role;
import io.confab.contract.group.WelcomeUser;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.Guard;
import io.confab.http.health.Metrics;
import io.confab.persistence.PersistenceVerticle;
import io.confab.server.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Database and accounts without a server, for tools: nothing listens, and nobody is judged to be away. Nodes that run meanwhile
 * find what is done by their sweep.
 */
final class Backstage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Servers servers;
    private final Vertx vertx = Vertxes.create(new Metrics());
    private final Bus bus = new Bus(vertx);

    private Backstage(Servers servers) {
        this.servers = servers;
    }

    static Backstage open(Config config, Consumer<String> progress) {
        DataDirectory data = DataDirectory.open(config.dataDir());
        Backstage backstage = new Backstage(Servers.open(config, data, progress));
        try {
            backstage.start(config, data.secret(config));
            return backstage;
        } catch (RuntimeException failed) {
            backstage.close();
            throw failed;
        }
    }

    /** The answer to a request; throws its failure. */
    <A> A ask(Request<A> request) {
        return result(bus.ask(request));
    }

    private void start(Config config, String secret) {
        result(vertx.deployVerticle(new PersistenceVerticle(bus, Wiring.persistence(config, servers, secret))));
        result(vertx.deployVerticle(new AccountsVerticle(
                bus, Wiring.accounts(config, secret).withAccess(config.toolTokens(), config.toolTokens()))));
        bus.serve(WelcomeUser.class, welcome -> welcome(welcome.user().id(), config.lobby()));
    }

    private Future<Void> welcome(long userId, String lobby) {
        return lobby.isEmpty()
                ? Future.succeededFuture()
                : bus.ask(new FindPublicGroup(lobby))
                        .compose(group -> bus.ask(new AppendChange(
                                userId, group.id(), Guard.PUBLIC_GROUP, new Change.Join(userId, Role.MEMBER))))
                        .mapEmpty();
    }

    private static <T> T result(Future<T> work) {
        try {
            return work.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new Refusal("the database took too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    @Override
    public void close() {
        result(vertx.close());
        servers.close();
    }
}
