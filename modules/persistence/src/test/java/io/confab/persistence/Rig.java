package io.confab.persistence;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.Request;
import io.confab.contract.UserEvent;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.LoadMembers;
import io.confab.contract.group.Role;
import io.confab.contract.group.StoreGroup;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.Change;
import io.confab.contract.log.Committed;
import io.confab.contract.log.Guard;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.Sent;
import io.confab.persistence.log.Announcer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

/** One node's persistence on a real database, and short words for what tests ask of it. */
public final class Rig implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final String SECRET = "a secret that only nodes know";

    private final Vertx vertx;
    private final Bus bus;
    /** Asks and hears on one context, so that what was published before an answer is heard before it. */
    private final Context context;

    private final Database database;
    private final String uri;
    private final Future<String> deployment;

    /** Starts persistence on the database of this URI. */
    public Rig(String uri) {
        this(Vertx.vertx(), uri, true);
        started();
    }

    /** Starts persistence that looks for what others write to the database of this URI. */
    public static Rig withNeighbours(String uri) {
        Rig rig = new Rig(Vertx.vertx(), new PersistenceConfig(uri, 8, true, true, SECRET));
        rig.started();
        return rig;
    }

    Rig(Vertx vertx, String uri, boolean allowLossy) {
        this(vertx, new PersistenceConfig(uri, 8, allowLossy, SECRET));
    }

    Rig(Vertx vertx, PersistenceConfig config) {
        this.vertx = vertx;
        uri = config.uri();
        bus = new Bus(vertx);
        context = vertx.getOrCreateContext();
        database = Database.open(vertx, Address.of(uri), "test", 4, new Outages(vertx, Future::succeededFuture));
        deployment = vertx.deployVerticle(new PersistenceVerticle(bus, config));
    }

    /** Starts persistence and does not wait for it. */
    static Rig starting(String uri) {
        return new Rig(Vertx.vertx(), uri, true);
    }

    /** Returns when it has started; throws why it has not. */
    void started() {
        deployment.onFailure(cause -> vertx.close()).await();
    }

    public Vertx vertx() {
        return vertx;
    }

    Database database() {
        return database;
    }

    /** The answer. */
    public <A> A ask(Request<A> request) {
        return start(request).await();
    }

    /** The answer to come. */
    public <A> Future<A> start(Request<A> request) {
        Promise<A> answer = Promise.promise();
        context.runOnContext(go -> bus.ask(request).onComplete(answer));
        return answer.future();
    }

    /** The failure instead of an answer. */
    public Failure refusal(Request<?> request) {
        return Assertions.catchThrowableOfType(Failure.class, () -> ask(request));
    }

    /** The failure in which this ends. */
    public Failure refusalOf(Future<?> answer) {
        return Assertions.catchThrowableOfType(Failure.class, answer::await);
    }

    /** Asks again and again until there is an answer. */
    public <A> A untilAnswered(Request<A> request) {
        return repeat(request, 200).await();
    }

    private <A> Future<A> repeat(Request<A> request, int times) {
        return start(request)
                .recover(cause -> times == 0
                        ? Future.failedFuture(cause)
                        : vertx.timer(50, TimeUnit.MILLISECONDS).compose(done -> repeat(request, times - 1)));
    }

    /** The failure with which persistence refuses to start. */
    public static Failure refusalToStart(String uri) {
        return refusalToStart(uri, true);
    }

    static Failure refusalToStart(String uri, boolean allowLossy) {
        return Assertions.catchThrowableOfType(Failure.class, () -> new Rig(Vertx.vertx(), uri, allowLossy).started());
    }

    /** Holds the row of a group, as another program might, while the work runs or until it releases it. */
    public void whileLocked(long groupId, Consumer<RowLock> work) {
        RowLock lock = new RowLock(vertx, uri, groupId);
        try {
            work.accept(lock);
        } finally {
            lock.release();
        }
    }

    /** A new user with a password. */
    public User user(String name) {
        String unique = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        return ask(new StoreUser(unique, unique, null, "hash"));
    }

    /** A new private group; the first is its owner. */
    public long group(User owner, User... members) {
        List<Long> ids = Arrays.stream(members).map(User::id).toList();
        return ask(new StoreGroup(owner.id(), GroupKind.PRIVATE, "A group", null, null, ids))
                .id();
    }

    public Sent send(User sender, long groupId, String content) {
        return ask(message(sender, groupId, content));
    }

    public static AppendMessage message(User sender, long groupId, String content) {
        return new AppendMessage(sender, groupId, UUID.randomUUID(), content, null);
    }

    public void join(User user, long groupId) {
        ask(new AppendChange(user.id(), groupId, Guard.PUBLIC_GROUP, new Change.Join(user.id(), Role.MEMBER)));
    }

    public void add(User admin, User user, long groupId) {
        ask(new AppendChange(admin.id(), groupId, Guard.ADMIN, new Change.Join(user.id(), Role.MEMBER)));
    }

    /** A group of many members, made at one stroke. */
    public long largeGroup(User owner, int members) {
        List<Long> ids =
                IntStream.range(1, members).mapToObj(i -> user("m" + i).id()).toList();
        return ask(new StoreGroup(owner.id(), GroupKind.PRIVATE, "Large", null, null, ids))
                .id();
    }

    /** A member other than this one. */
    public User memberOf(long groupId, User other) {
        return ask(new LoadMembers(other.id(), groupId, other.id(), 1))
                .get(0)
                .peer()
                .user();
    }

    public void archive(User owner, long groupId) {
        ask(new AppendChange(owner.id(), groupId, Guard.OWNER, new Change.Describe(null, null, true)));
    }

    public void delete(User author, long groupId, long seq) {
        ask(new AppendChange(author.id(), groupId, Guard.AUTHOR_OR_ADMIN, new Change.Delete(seq)));
    }

    /** The whole log of a group. */
    public List<LogEntry> log(long groupId) {
        List<LogEntry> all = new ArrayList<>();
        while (true) {
            var page = ask(new ReadLog(groupId, all.size(), 500));
            all.addAll(page.entries());
            if (all.size() == page.head()) {
                return all;
            }
        }
    }

    /** What is published in a group from now on. */
    public BlockingQueue<GroupEvent> watch(long groupId) {
        BlockingQueue<GroupEvent> heard = new LinkedBlockingQueue<>();
        onContext(() -> bus.watch(groupId, heard::add));
        return heard;
    }

    public BlockingQueue<UserEvent> hearUsers() {
        BlockingQueue<UserEvent> heard = new LinkedBlockingQueue<>();
        onContext(() -> bus.hear(UserEvent.class, heard::add));
        return heard;
    }

    public BlockingQueue<Committed> hearCommits() {
        BlockingQueue<Committed> heard = new LinkedBlockingQueue<>();
        onContext(() -> bus.hear(Committed.class, heard::add));
        return heard;
    }

    private void onContext(Runnable work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(go -> {
            work.run();
            done.complete();
        });
        done.future().await();
    }

    /** The next thing heard; fails the test when nothing comes. */
    public static <T> T next(BlockingQueue<T> heard) {
        try {
            T next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Assertions.assertThat(next)
                    .as("an event within %d s", PATIENCE_SECONDS)
                    .isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Rows straight from the database. */
    public List<Row> sql(String sql, Object... parameters) {
        return sql(sql, Tuple.from(parameters));
    }

    List<Row> sql(String sql, Tuple parameters) {
        return database.run(sql, parameters).await().stream().toList();
    }

    /** As after a commit of unknown outcome. */
    void lookAtHeads(long groupId) {
        var heard = watch(groupId);
        onContext(() -> new Announcer(vertx, database, bus).doubt(List.of(groupId)));
        next(heard);
    }

    public long number(String sql, Object... parameters) {
        return sql(sql, parameters).get(0).getLong(0);
    }

    /** Every row of every table, as text. */
    public String everythingStored() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("users", "`groups`", "group_members", "messages", "changes", "receipts")) {
            sql("SELECT * FROM " + table)
                    .forEach(row -> all.append(row.toJson()).append('\n'));
        }
        return all.toString();
    }

    public static <T> List<Future<T>> settled(List<Future<T>> futures) {
        Future.join(futures).otherwiseEmpty().await();
        return futures;
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
