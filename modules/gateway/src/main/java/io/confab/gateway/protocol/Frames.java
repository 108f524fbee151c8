package io.confab.gateway.protocol;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.confab.contract.Failure;
import io.confab.contract.Wire;
import io.confab.contract.account.User;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.message.OwnMarksMoved;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the server says besides the events of groups: one record for each kind of frame, and how they are written. */
final class Frames {

    private Frames() {}

    /** A frame: its type, the ref of the command it answers if there is one, and the fields of its body. */
    private record Frame(
            String type, String ref, @JsonUnwrapped Object body) {}

    record Hello(int version, long heartbeatMs, Limits limits) {}

    record Limits(int content, int frame, long identifyMs) {}

    record Ready(User user, long sessionId, Instant expiresAt, List<GroupSummary> groups) {}

    record Groups(List<GroupSummary> groups) {}

    record Renewed(Instant expiresAt) {}

    record Heads(Map<Long, Long> heads) {}

    record Gap(long groupId, long from, long head) {}

    record Joined(GroupSummary group) {}

    record Marked(long groupId, long deliveredSeq, long readSeq, int unread) {
        static Marked of(OwnMarksMoved marks) {
            return new Marked(marks.groupId(), marks.deliveredSeq(), marks.readSeq(), marks.unread());
        }
    }

    record Reconnect(long afterMs) {}

    record Problem(String code, String message, String field, Integer retryAfter) {}

    static byte[] frame(String type, Object body) {
        return answer(type, null, body);
    }

    static byte[] answer(String type, String ref, Object body) {
        return Wire.bytes(new Frame(type, ref, body));
    }

    static byte[] error(String ref, Failure failure) {
        Integer retryAfter = failure.retryAfterSeconds() == 0 ? null : failure.retryAfterSeconds();
        return answer(
                "error", ref, new Problem(failure.code().name(), failure.sentence(), failure.field(), retryAfter));
    }
}
