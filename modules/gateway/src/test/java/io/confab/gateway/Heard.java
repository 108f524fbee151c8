package io.confab.gateway;

import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What clients have heard. */
final class Heard {

    private Heard() {}

    /**
     * Everything that was published before this call and concerns a client, as far as nobody has taken it. The answer to
     * a ping may overtake an event that waits for its turn of the event loop, the answer to a second one cannot.
     */
    static List<Frame> all(NativeClient client) {
        client.ask(Frame.of("ping"));
        return client.heard();
    }

    /** The seqs of the entries of a group among {@link #all}, in the order they came. */
    static List<Long> seqs(NativeClient client, long groupId) {
        return all(client).stream()
                .filter(frame -> frame.isEntry() && frame.groupId() == groupId)
                .map(Frame::seq)
                .toList();
    }

    /** Waits for a message of a group, then gives the seqs of all messages that came before it and its own. */
    static List<Long> seqsUpTo(NativeClient client, long groupId, long last) {
        List<Long> seqs = new ArrayList<>();
        while (!seqs.contains(last)) {
            seqs.add(client.next("new_message", groupId).seq());
        }
        return seqs;
    }

    /** All seqs of a range. */
    static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
