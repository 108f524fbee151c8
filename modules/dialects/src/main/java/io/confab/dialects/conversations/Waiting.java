package io.confab.dialects.conversations;

import io.confab.contract.Bus;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.Message;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What waited for a user: messages of others after his delivered marks, oldest first over all groups.
 *
 * @param messages what to tell him
 * @param heard for each group, the seq up to which that is all
 */
record Waiting(List<Message> messages, Map<Long, Long> heard) {

    private static final int STEP = 500;
    /** Of a direct group all that waits is told, within reason; of others the newest, for the rest there is the history. */
    private static final long MOST_OF_DIRECT = 5_000;

    private static final long MOST_OF_OTHERS = 500;

    /** Reads it from the log. */
    static Future<Waiting> read(Bus bus, long userId, List<GroupSummary> groups) {
        Map<Long, Long> heard = new HashMap<>();
        List<Message> messages = new ArrayList<>();
        List<Future<Void>> reads = new ArrayList<>();
        for (GroupSummary summary : groups) {
            long groupId = summary.group().id();
            long head = summary.group().head();
            long from = Math.max(summary.deliveredSeq(), head - most(summary));
            heard.put(groupId, head);
            if (from < head) {
                reads.add(read(bus, groupId, from, head, userId, messages));
            }
        }
        return Future.all(reads).map(done -> {
            messages.sort(Comparator.comparingLong(Message::messageId));
            return new Waiting(messages, heard);
        });
    }

    private static long most(GroupSummary summary) {
        return summary.group().kind() == GroupKind.DIRECT ? MOST_OF_DIRECT : MOST_OF_OTHERS;
    }

    private static Future<Void> read(Bus bus, long groupId, long from, long to, long userId, List<Message> messages) {
        return bus.ask(new ReadLog(groupId, from, STEP)).compose(page -> {
            long last = take(page, to, userId, messages);
            return last >= to || page.entries().isEmpty()
                    ? Future.succeededFuture()
                    : read(bus, groupId, last, to, userId, messages);
        });
    }

    private static long take(LogPage page, long to, long userId, List<Message> messages) {
        long last = 0;
        for (LogEntry entry : page.entries()) {
            last = entry.seq();
            if (last <= to && entry instanceof MessagePosted posted && isFor(userId, posted.message())) {
                messages.add(posted.message());
            }
        }
        return last;
    }

    private static boolean isFor(long userId, Message message) {
        return message.senderId() != userId && message.content() != null;
    }
}
