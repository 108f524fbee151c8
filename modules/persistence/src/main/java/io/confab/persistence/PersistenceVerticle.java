package io.confab.persistence;

import io.confab.contract.Bus;
import io.confab.contract.group.LoadMembership;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.ReadLog;
import io.confab.persistence.account.Accounts;
import io.confab.persistence.group.Memberships;
import io.confab.persistence.log.Announcer;
import io.confab.persistence.log.Appends;
import io.confab.persistence.log.LogReader;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the requests that read and write MySQL; it only wires. Deploy one instance: it owns the order of each log. */
public final class PersistenceVerticle extends VerticleBase {

    private final Bus bus;
    private final PersistenceConfig config;
    private Database database;
    private Database writers;
    private Appends appends;

    /** A verticle that will serve on this bus. */
    public PersistenceVerticle(Bus bus, PersistenceConfig config) {
        this.bus = bus;
        this.config = config;
    }

    /** Fails with a {@code Failure} whose sentence says what is wrong with the database. */
    @Override
    public Future<?> start() {
        Address address = Address.of(config.uri());
        database = new Database(vertx, address, config.pool());
        writers = new Database(vertx, address, 1 + Appends.LONE_LANES);
        appends = new Appends(vertx, writers, new Announcer(vertx, database, bus));
        return new ServerCheck(database, address, config.allowLossy())
                .run()
                .compose(done -> new Schema(vertx, database, address).migrate())
                .onSuccess(done -> serve());
    }

    @Override
    public Future<?> stop() {
        return appends.drain().compose(done -> writers.close()).eventually(database::close);
    }

    private void serve() {
        bus.serve(LoadMembership.class, new Memberships(database)::load);
        Accounts.serve(bus, database);
        bus.serve(AppendMessage.class, appends::append);
        bus.serve(AppendChange.class, appends::append);
        bus.serve(ReadLog.class, new LogReader(database)::read);
    }
}
