package io.confab.persistence.account;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Request;
import io.confab.contract.account.Client;
import io.confab.contract.account.Refreshed;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.persistence.PersistenceConfig;
import io.confab.persistence.PersistenceVerticle;
import io.confab.testkit.Services;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Persistence on a new database, asked as accounts ask it. */
final class AccountTables implements AutoCloseable {

    static final Client HOME = new Client("192.0.2.1", "Browser/1");
    static final Duration DAYS = Duration.ofDays(30);
    static final Duration GRACE = Duration.ofMinutes(5);
    static final String HASH = "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$aGFzaA";

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    private final AtomicLong ids = new AtomicLong();

    AccountTables() {
        vertx.deployVerticle(new PersistenceVerticle(bus, new PersistenceConfig(Services.mysql(), 4, true, "secret")))
                .await();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    <A> A ask(Request<A> request) {
        return bus.ask(request).await();
    }

    Failure refusal(Request<?> request) {
        return catchThrowableOfType(Failure.class, () -> ask(request));
    }

    User account() {
        String name = "user" + newId();
        return ask(new StoreUser(name, name, null, HASH));
    }

    long openSession(User user, String hash) {
        StoreSession request = session(user, hash);
        ask(request);
        return request.sessionId();
    }

    StoreSession session(User user, String hash) {
        return new StoreSession(user.id(), hash, newId(), DAYS, 50, HOME);
    }

    Refreshed refresh(long sessionId, int generation, Duration grace, Client client) {
        return ask(new StoreRefresh(sessionId, generation, grace, DAYS, client));
    }

    long newId() {
        return ids.incrementAndGet();
    }
}
