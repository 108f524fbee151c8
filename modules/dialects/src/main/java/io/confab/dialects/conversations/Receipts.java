package io.confab.dialects.conversations;

import io.confab.contract.Bus;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.Marks;
import io.confab.contract.message.ListMarks;
import io.confab.contract.message.MarksMoved;
import io.confab.contract.message.Message;
import io.confab.contract.message.ReadHistory;
import io.confab.dialects.Times;
import io.confab.gateway.session.Session;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells senders who has received and read: in a direct group each message as delivered, and how far it was read; in a larger
 * one how many have received and read the newest.
 */
final class Receipts {

    /** Marks of many members move at nearly the same time; they are counted together. */
    private static final long COUNT_AFTER_MILLIS = 200;

    private static final int RECALLED = 200;
    private static final int RECALLED_GROUPS = 20;

    private final Vertx vertx;
    private final Bus bus;
    private final Set<Count> counts = new HashSet<>();

    private record Count(Session session, long groupId) {}

    Receipts(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** Marks of members moved. */
    void moved(Session session, Talk talk, MarksMoved moved) {
        long groupId = moved.groupId();
        if (!talk.outgoing().has(groupId)) {
            return;
        }
        if (talk.isDirect(groupId)) {
            moved.marks().stream()
                    .filter(marks -> marks.userId() != session.userId())
                    .forEach(marks -> tell(session, talk, groupId, marks));
        } else {
            countSoon(session, talk, groupId);
        }
    }

    /** Looks up what the other one has not received or read of what was sent before the session began. */
    void recall(Session session, Talk talk, List<GroupSummary> groups) {
        long userId = session.userId();
        groups.stream()
                .filter(group -> group.group().kind() == GroupKind.DIRECT
                        && group.lastMessage() != null
                        && group.lastMessage().message().senderId() == userId)
                .limit(RECALLED_GROUPS)
                .forEach(group -> recall(session, talk, group));
    }

    private void recall(Session session, Talk talk, GroupSummary group) {
        long userId = session.userId();
        long groupId = group.group().id();
        long last = group.lastMessage().message().seq();
        session.await(0, bus.ask(new ListMarks(userId, groupId)), all -> {
            if (all.succeeded()) {
                all.result().stream()
                        .filter(marks -> marks.userId() != userId && marks.readSeq() < last)
                        .forEach(marks -> recall(session, talk, groupId, marks));
            }
        });
    }

    private void recall(Session session, Talk talk, long groupId, Marks marks) {
        ReadHistory unread =
                new ReadHistory(session.userId(), groupId, ReadHistory.From.AFTER, marks.readSeq(), RECALLED);
        session.await(0, bus.ask(unread), history -> {
            if (history.succeeded()) {
                for (Message message : history.result().messages()) {
                    if (message.senderId() == session.userId()) {
                        boolean isDelivered = message.seq() <= marks.deliveredSeq();
                        talk.outgoing().add(groupId, message.seq(), message.messageId(), isDelivered);
                    }
                }
            }
        });
    }

    private static void tell(Session session, Talk talk, long groupId, Marks marks) {
        String now = Times.micros(Instant.now());
        for (long messageId : talk.outgoing().delivered(groupId, marks.deliveredSeq())) {
            session.write(Said.event("message_delivered", new Said.MessageDelivered(messageId, now)));
        }
        Long read = talk.outgoing().read(groupId, marks.readSeq());
        if (read != null) {
            session.write(Said.event("message_read", new Said.MessageRead(groupId, marks.userId(), read, now)));
        }
    }

    private void countSoon(Session session, Talk talk, long groupId) {
        Count count = new Count(session, groupId);
        if (counts.add(count)) {
            vertx.setTimer(COUNT_AFTER_MILLIS, timer -> {
                counts.remove(count);
                if (session.isReady()) {
                    count(session, talk, groupId);
                }
            });
        }
    }

    private void count(Session session, Talk talk, long groupId) {
        Map.Entry<Long, Long> last = talk.outgoing().last(groupId);
        if (last == null) {
            return;
        }
        session.await(0, bus.ask(new ListMarks(session.userId(), groupId)), all -> {
            if (all.succeeded()) {
                session.write(Said.event(
                        "message_receipts", summed(groupId, last.getKey(), last.getValue(), all.result(), session)));
            }
        });
    }

    private static Said.MessageReceipts summed(
            long groupId, long seq, long messageId, List<Marks> all, Session session) {
        List<Marks> others =
                all.stream().filter(marks -> marks.userId() != session.userId()).toList();
        return new Said.MessageReceipts(
                groupId,
                messageId,
                others.stream().filter(marks -> marks.deliveredSeq() >= seq).count(),
                others.stream().filter(marks -> marks.readSeq() >= seq).count(),
                others.size());
    }
}
