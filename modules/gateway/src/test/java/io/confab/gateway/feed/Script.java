package io.confab.gateway.feed;

import io.confab.contract.Failure;
import io.confab.contract.account.User;
import io.confab.contract.group.Role;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/** A group's log, a clock that is moved by hand, and a feed between them. */
final class Script {

    static final long GROUP = 1;

    final List<LogEntry> log = new ArrayList<>();
    final List<ReadLog> reads = new ArrayList<>();
    final Feed feed = new Feed(GROUP, new Budget(1 << 30), this::read, this::later);
    /** How long a read of the log takes; the reads under way fail while {@link #isDown}. */
    long readMillis = 5;

    boolean isDown;

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long order;

    private record Task(long at, long order, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    LogEntry post(String content) {
        return append(new MessagePosted(message(head() + 1, content)));
    }

    LogEntry delete(long seq) {
        Message stub = new Message(
                GROUP, seq, seq, 7, "ann", UUID.randomUUID(), null, null, Instant.EPOCH, null, Instant.EPOCH);
        return append(new MessageDeleted(GROUP, head() + 1, Instant.EPOCH, 7, stub));
    }

    LogEntry leave(long userId) {
        return append(new MemberLeft(GROUP, head() + 1, Instant.EPOCH, userId, user(userId), 1));
    }

    LogEntry join(long userId) {
        return append(new MemberJoined(GROUP, head() + 1, Instant.EPOCH, userId, user(userId), Role.MEMBER, 2));
    }

    long head() {
        return log.size();
    }

    void hear(LogEntry... entries) {
        for (LogEntry entry : entries) {
            feed.hear(entry);
        }
    }

    /** A listener that hears the group from a seq on; the user is a member at the head. */
    Listener listen(long from) {
        return listen(new Listener(8), from);
    }

    Listener listen(Listener listener, long from) {
        listener.subscription = feed.subscribe(listener, head(), from);
        listener.subscription.catchUp();
        return listener;
    }

    void later(long millis, Runnable action) {
        tasks.add(new Task(now + millis, order++, action));
    }

    void advance(long millis) {
        long end = now + millis;
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            Task task = tasks.poll();
            now = task.at;
            task.action.run();
        }
        now = end;
    }

    static Message message(long seq, String content) {
        return new Message(GROUP, seq, seq, 7, "ann", UUID.randomUUID(), content, null, Instant.EPOCH, null, null);
    }

    private static User user(long id) {
        return new User(id, "user" + id, false);
    }

    private LogEntry append(LogEntry entry) {
        log.add(entry);
        return entry;
    }

    private Future<LogPage> read(ReadLog request) {
        reads.add(request);
        Promise<LogPage> page = Promise.promise();
        later(readMillis, () -> {
            if (isDown) {
                page.fail(Failure.unavailable("The database is away"));
            } else {
                int from = (int) Math.min(request.after(), head());
                int to = (int) Math.min(head(), from + (long) request.limit());
                page.complete(new LogPage(GROUP, List.copyOf(log.subList(from, to)), head()));
            }
        });
        return page.future();
    }
}
