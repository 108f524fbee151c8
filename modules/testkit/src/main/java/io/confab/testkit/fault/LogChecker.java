package io.confab.testkit.fault;

import io.confab.testkit.fault.ClientLog.Ack;
import io.confab.testkit.fault.ClientLog.Entry;
import io.confab.testkit.fault.ClientLog.From;
import io.confab.testkit.fault.ClientLog.Gap;
import io.confab.testkit.fault.ClientLog.Heard;
import io.confab.testkit.fault.ClientLog.Send;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Holds what clients were told against what the database holds, and says what does not fit.
 *
 * <p>It checks the guarantees of {@code ARCHITECTURE.md}: what was acknowledged is stored as it was sent (G1), the seqs of a
 * group are 1 … head without gaps (G2), a key is one message and has one answer (G3), a session hears each group strictly
 * in order, nothing missing, nothing twice, from each resume point on (G4), and a client that is connected at the end has
 * heard all (G5, G6).
 */
public final class LogChecker {

    /** More findings than this of one run help nobody. */
    private static final int MOST_FINDINGS = 50;

    private record Place(long groupId, long seq) {}

    private record SenderKey(long senderId, UUID key) {}

    private final StoredLog stored;
    private final Map<Place, StoredLog.Message> messageAt = new HashMap<>();
    private final Map<SenderKey, StoredLog.Message> messageOf = new HashMap<>();
    private final List<String> findings = new ArrayList<>();

    private LogChecker(StoredLog stored) {
        this.stored = stored;
    }

    /** What does not fit, in sentences, at most 50; empty when all is well. */
    public static List<String> findings(StoredLog stored, Collection<ClientLog> clients) {
        LogChecker checker = new LogChecker(stored);
        checker.checkStored();
        clients.forEach(checker::checkClient);
        return List.copyOf(checker.findings);
    }

    private void checkStored() {
        Map<Long, List<Long>> seqs = new TreeMap<>();
        stored.heads().keySet().forEach(group -> seqs.put(group, new ArrayList<>()));
        for (StoredLog.Message message : stored.messages()) {
            seqsOf(seqs, message.groupId()).add(message.seq());
            messageAt.put(new Place(message.groupId(), message.seq()), message);
            if (messageOf.put(new SenderKey(message.senderId(), message.key()), message) != null) {
                found("stored: user %d has several messages of key %s".formatted(message.senderId(), message.key()));
            }
        }
        stored.changes().forEach(change -> seqsOf(seqs, change.groupId()).add(change.seq()));
        seqs.forEach(this::checkSeqs);
    }

    private static List<Long> seqsOf(Map<Long, List<Long>> seqs, long groupId) {
        return seqs.computeIfAbsent(groupId, nothing -> new ArrayList<>());
    }

    private void checkSeqs(long groupId, List<Long> seqs) {
        seqs.sort(null);
        long expected = 0;
        for (long seq : seqs) {
            expected++;
            if (seq != expected) {
                found("stored: group %d has seq %d where %d belongs".formatted(groupId, seq, expected));
                return;
            }
        }
        if (expected != headOf(groupId)) {
            found("stored: group %d ends at seq %d but its head is %d".formatted(groupId, expected, headOf(groupId)));
        }
    }

    private long headOf(long groupId) {
        return stored.heads().getOrDefault(groupId, 0L);
    }

    private void checkClient(ClientLog client) {
        checkAcks(client);
        Map<Long, Long> cursors = checkHeard(client);
        if (client.complete()) {
            cursors.forEach((group, cursor) -> {
                if (cursor != headOf(group)) {
                    found("%s: heard group %d up to %d of %d".formatted(client.name(), group, cursor, headOf(group)));
                }
            });
        }
    }

    private void checkAcks(ClientLog client) {
        Map<UUID, Send> sends = new HashMap<>();
        client.sends().forEach(send -> sends.put(send.key(), send));
        for (Ack ack : client.acks()) {
            StoredLog.Message message = messageOf.get(new SenderKey(client.userId(), ack.key()));
            if (message == null) {
                found("%s: %s was acknowledged but is not stored".formatted(client.name(), ack));
            } else if (!ack.equals(new Ack(message.groupId(), message.key(), message.seq(), message.messageId()))) {
                found("%s: %s was acknowledged but %s is stored".formatted(client.name(), ack, message));
            } else if (!isAsSent(message, sends.get(ack.key()))) {
                found("%s: %s was sent but %s is stored".formatted(client.name(), sends.get(ack.key()), message));
            }
        }
    }

    private static boolean isAsSent(StoredLog.Message message, Send send) {
        return send != null
                && send.groupId() == message.groupId()
                && (message.content() == null || message.content().equals(send.content()));
    }

    /** Returns how far the client came in each group. */
    private Map<Long, Long> checkHeard(ClientLog client) {
        Map<Long, Long> cursors = new TreeMap<>();
        for (Heard heard : client.heard()) {
            long cursor = cursors.getOrDefault(heard.groupId(), -1L);
            if (heard instanceof From from) {
                cursors.put(from.groupId(), from.cursor());
            } else if (heard instanceof Gap gap) {
                checkNext(client, gap.groupId(), cursor, gap.from());
                cursors.put(gap.groupId(), gap.head());
            } else if (heard instanceof Entry entry) {
                checkNext(client, entry.groupId(), cursor, entry.seq());
                checkEntry(client, entry);
                cursors.put(entry.groupId(), Math.max(cursor, entry.seq()));
            }
        }
        return cursors;
    }

    private void checkNext(ClientLog client, long groupId, long cursor, long seq) {
        if (cursor < 0) {
            found("%s: heard seq %d of group %d without a point to start from".formatted(client.name(), seq, groupId));
        } else if (seq <= cursor) {
            found("%s: heard seq %d of group %d after %d: twice or out of order"
                    .formatted(client.name(), seq, groupId, cursor));
        } else if (seq > cursor + 1) {
            found("%s: heard seq %d of group %d after %d: some are missing"
                    .formatted(client.name(), seq, groupId, cursor));
        }
    }

    private void checkEntry(ClientLog client, Entry entry) {
        StoredLog.Message message = messageAt.get(new Place(entry.groupId(), entry.seq()));
        long storedId = message == null ? 0 : message.messageId();
        if (entry.seq() > headOf(entry.groupId()) || entry.messageId() != storedId) {
            found("%s: heard %s but the database has %s there".formatted(client.name(), entry, message));
        }
    }

    private void found(String sentence) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(sentence);
        }
    }
}
