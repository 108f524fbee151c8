package io.confab.persistence;

import io.confab.contract.Bus;
import io.confab.contract.bridge.NameDatabase;
import io.confab.contract.group.CountMembers;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.ListDirectory;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.LoadMembers;
import io.confab.contract.group.LoadMembership;
import io.confab.contract.group.LoadRoster;
import io.confab.contract.group.StoreDirect;
import io.confab.contract.group.StoreGroup;
import io.confab.contract.group.StoreOpenGroup;
import io.confab.contract.health.CheckDatabase;
import io.confab.contract.invitation.DropInvitation;
import io.confab.contract.invitation.FindInvitation;
import io.confab.contract.invitation.LoadInvitations;
import io.confab.contract.invitation.ReturnInvitation;
import io.confab.contract.invitation.StoreInvitation;
import io.confab.contract.invitation.TakeInvitation;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.FindSent;
import io.confab.contract.log.LoadHeads;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.ListMarks;
import io.confab.contract.message.PageMessages;
import io.confab.contract.message.ReadHistory;
import io.confab.contract.message.ReadMessage;
import io.confab.contract.message.ReadReceipts;
import io.confab.contract.presence.StorePresence;
import io.confab.persistence.account.Accounts;
import io.confab.persistence.group.DatabaseName;
import io.confab.persistence.group.Directory;
import io.confab.persistence.group.Founding;
import io.confab.persistence.group.Invitations;
import io.confab.persistence.group.MemberCounts;
import io.confab.persistence.group.Members;
import io.confab.persistence.group.Memberships;
import io.confab.persistence.group.Rosters;
import io.confab.persistence.group.Summaries;
import io.confab.persistence.log.Announcer;
import io.confab.persistence.log.Appends;
import io.confab.persistence.log.Heads;
import io.confab.persistence.log.LogReader;
import io.confab.persistence.log.Repeats;
import io.confab.persistence.log.Seal;
import io.confab.persistence.message.Histories;
import io.confab.persistence.message.PageReader;
import io.confab.persistence.presence.LastSeen;
import io.confab.persistence.receipt.Marking;
import io.confab.persistence.receipt.ReceiptReader;
import io.confab.persistence.sweep.Sweep;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the requests that read and write MySQL; it only wires. Deploy one instance: it owns the order of each log. */
public final class PersistenceVerticle extends VerticleBase {

    private final Bus bus;
    private final PersistenceConfig config;
    private Database database;
    private Database writers;
    private Announcer announcer;
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
        return new ServerCheck(vertx, address, config.allowLossy())
                .run(connection -> new Schema(vertx, connection, address).migrate())
                .onSuccess(done -> open(address));
    }

    private void open(Address address) {
        var outages = new Outages(vertx, () -> database.check());
        database = Database.open(vertx, address, "database", config.pool(), outages);
        writers = Database.forTransactions(vertx, address, "writers", 2 + Appends.LONE_LANES, outages);
        announcer = new Announcer(vertx, database, bus);
        appends = new Appends(vertx, writers, announcer, new Seal(config.secret()));
        serve();
        if (config.hasNeighbours()) {
            new Sweep(vertx, database, bus).start();
        }
    }

    @Override
    public Future<?> stop() {
        return appends.drain().compose(done -> writers.close()).eventually(database::close);
    }

    private void serve() {
        Memberships memberships = new Memberships(database);
        bus.serve(LoadMembership.class, memberships::load);
        bus.serve(LoadGroups.class, new Summaries(database)::load);
        bus.serve(LoadMembers.class, new Members(database, memberships)::load);
        bus.serve(CountMembers.class, new MemberCounts(database)::count);
        bus.serve(LoadRoster.class, new Rosters(database)::load);
        Founding founding = new Founding(database, announcer);
        bus.serve(StoreGroup.class, founding::store);
        bus.serve(StoreOpenGroup.class, founding::store);
        bus.serve(StoreDirect.class, founding::store);
        Directory directory = new Directory(database);
        bus.serve(ListDirectory.class, directory::list);
        bus.serve(FindPublicGroup.class, directory::find);
        Invitations invitations = new Invitations(database);
        bus.serve(StoreInvitation.class, invitations::store);
        bus.serve(LoadInvitations.class, invitations::load);
        bus.serve(DropInvitation.class, invitations::drop);
        bus.serve(FindInvitation.class, invitations::find);
        bus.serve(TakeInvitation.class, invitations::take);
        bus.serve(ReturnInvitation.class, invitations::giveBack);
        bus.serve(NameDatabase.class, new DatabaseName(database)::name);
        bus.serve(CheckDatabase.class, request -> database.check());
        Histories histories = new Histories(database, memberships);
        bus.serve(ReadMessage.class, histories::read);
        bus.serve(ReadHistory.class, histories::read);
        bus.serve(PageMessages.class, new PageReader(database, memberships)::read);
        ReceiptReader receipts = new ReceiptReader(database, memberships);
        bus.serve(ReadReceipts.class, receipts::read);
        bus.serve(ListMarks.class, receipts::list);
        bus.serve(AdvanceMarks.class, new Marking(vertx, writers, bus)::advance);
        bus.serve(StorePresence.class, new LastSeen(database)::store);
        Accounts.serve(bus, database);
        bus.serve(AppendMessage.class, appends::append);
        bus.serve(AppendChange.class, appends::append);
        bus.serve(FindSent.class, new Repeats(database, new Seal(config.secret()))::find);
        bus.serve(ReadLog.class, new LogReader(database)::read);
        bus.serve(LoadHeads.class, new Heads(database)::load);
    }
}
