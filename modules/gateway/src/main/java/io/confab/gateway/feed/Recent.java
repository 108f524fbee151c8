package io.confab.gateway.feed;

import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessageEdited;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.Message;
import java.util.HashMap;
import java.util.Map;

/**
 * The last entries of a group's log with their frames, so that most resumes need no database: without holes, bounded in
 * number, size and age, and together with those of all other groups.
 */
final class Recent {

    static final int MAX_ENTRIES = 512;
    /** In bytes, more or less. */
    static final int MAX_WEIGHT = 1024 * 1024;

    /** An entry with its records, its place in the map and its frame; content comes twice, in the entry and the frame. */
    private static final int ENTRY_WEIGHT = 1024;

    private final Budget budget;
    private final Map<Long, Encoded<LogEntry>> entries = new HashMap<>();
    private long first;
    private long next;
    private long aged;
    private int weight;

    /** Starts empty; {@code next} is the seq of the first entry to be appended. */
    Recent(long next, Budget budget) {
        this.budget = budget;
        first = next;
        this.next = next;
        aged = next;
    }

    /** The entry of a seq, or null when it is not kept. */
    Encoded<LogEntry> at(long seq) {
        return entries.get(seq);
    }

    /** Keeps the next entry; those that no longer have a place go, the oldest first. */
    Encoded<LogEntry> append(LogEntry entry) {
        Encoded<LogEntry> encoded = new Encoded<>(entry);
        entries.put(next++, encoded);
        weigh(weight(entry));
        showAsItIsNow(entry);
        while (isFull() && first < next - 1) {
            dropFirst();
        }
        return encoded;
    }

    /** Keeps the entry just before the oldest, unless there is no place; the oldest may go again any time. */
    boolean prepend(Encoded<LogEntry> entry) {
        if (isFull() || entry.event().seq() != first - 1) {
            return false;
        }
        entries.put(--first, entry);
        weigh(weight(entry.event()));
        return true;
    }

    /** Drops what was kept already when this was called the time before. */
    void age() {
        while (first < aged) {
            dropFirst();
        }
        aged = next;
    }

    void clear() {
        while (first < next) {
            dropFirst();
        }
    }

    /** An entry told again tells of the message as it is now: what was deleted is not told again. */
    private void showAsItIsNow(LogEntry entry) {
        Message message = entry instanceof MessageEdited edited
                ? edited.message()
                : entry instanceof MessageDeleted deleted ? deleted.message() : null;
        if (message != null) {
            for (long seq = first; seq < entry.seq(); seq++) {
                replace(seq, with(entries.get(seq).event(), message));
            }
        }
    }

    private static LogEntry with(LogEntry old, Message now) {
        if (old instanceof MessagePosted posted && posted.seq() == now.seq()) {
            return new MessagePosted(now);
        }
        if (old instanceof MessageEdited edited && edited.message().seq() == now.seq()) {
            return new MessageEdited(edited.groupId(), edited.seq(), edited.at(), edited.actorId(), now);
        }
        return old;
    }

    private void replace(long seq, LogEntry entry) {
        Encoded<LogEntry> old = entries.get(seq);
        if (old.event() != entry) {
            weigh(weight(entry) - weight(old.event()));
            entries.put(seq, new Encoded<>(entry)).close();
        }
    }

    private boolean isFull() {
        return entries.size() > MAX_ENTRIES || weight > MAX_WEIGHT || budget.isUsedUp();
    }

    private void weigh(int more) {
        weight += more;
        budget.use(more);
    }

    private void dropFirst() {
        Encoded<LogEntry> dropped = entries.remove(first++);
        weigh(-weight(dropped.event()));
        dropped.close();
    }

    private static int weight(LogEntry entry) {
        Message message = entry instanceof MessagePosted posted
                ? posted.message()
                : entry instanceof MessageEdited edited ? edited.message() : null;
        String content = message == null ? null : message.content();
        return ENTRY_WEIGHT + (content == null ? 0 : 2 * content.length());
    }
}
