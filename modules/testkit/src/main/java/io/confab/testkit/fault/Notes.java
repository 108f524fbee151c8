package io.confab.testkit.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.testkit.client.Frame;
import io.confab.testkit.fault.ClientLog.Ack;
import io.confab.testkit.fault.ClientLog.Entry;
import io.confab.testkit.fault.ClientLog.From;
import io.confab.testkit.fault.ClientLog.Gap;
import io.confab.testkit.fault.ClientLog.Heard;
import io.confab.testkit.fault.ClientLog.Send;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one client writes down while it runs, and how far it is in each group. Lives on the client's context. */
final class Notes {

    private final Map<Long, Long> cursors = new HashMap<>();
    private final List<Send> sends = new ArrayList<>();
    private final List<Ack> acks = new ArrayList<>();
    private final List<Frame> refusals = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();

    /** A connection begins: each group goes on from the cursor that was resumed, or else from its head. */
    void begin(JsonNode groups, Map<Long, Long> resumed) {
        for (JsonNode group : groups) {
            long id = group.path("id").asLong();
            long cursor = resumed.getOrDefault(id, group.path("head").asLong());
            cursors.put(id, cursor);
            heard.add(new From(id, cursor));
        }
    }

    void hear(Frame frame) {
        if (frame.is("gap")) {
            heard.add(new Gap(frame.groupId(), frame.number("from"), frame.number("head")));
            cursors.put(frame.groupId(), frame.number("head"));
        } else if (frame.isEntry()) {
            heard.add(
                    new Entry(frame.groupId(), frame.seq(), frame.is("new_message") ? frame.number("message_id") : 0));
            cursors.merge(frame.groupId(), frame.seq(), Math::max);
        }
    }

    void sent(Send send) {
        sends.add(send);
    }

    /** An answer that ends a send: acknowledged or refused. */
    void answered(Frame answer) {
        if (answer.is("message_sent")) {
            UUID key = UUID.fromString(answer.text("key"));
            acks.add(new Ack(answer.groupId(), key, answer.seq(), answer.number("message_id")));
        } else {
            refusals.add(answer);
        }
    }

    int sendCount() {
        return sends.size();
    }

    Map<Long, Long> cursors() {
        return Map.copyOf(cursors);
    }

    /** Whether it has come to the head of each of its groups. */
    boolean hasHeard(Map<Long, Long> heads) {
        return cursors.entrySet().stream()
                .allMatch(group -> group.getValue() >= heads.getOrDefault(group.getKey(), 0L));
    }

    ClientLog log(String name, long userId, boolean complete) {
        return new ClientLog(
                name,
                userId,
                List.copyOf(sends),
                List.copyOf(acks),
                List.copyOf(refusals),
                List.copyOf(heard),
                complete);
    }
}
