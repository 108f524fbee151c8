package io.confab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.Role;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogPage;
import io.confab.contract.message.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogEntryJsonTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000001Z");
    private static final UUID KEY = UUID.fromString("5f2b8a38-6b0e-4ad8-8a5e-2f6c5e0e0001");
    private static final Message MESSAGE = new Message(1, 45, 32, 7, "ann", KEY, "hi", null, NOON, null, null);

    @Test
    void writesAPostedMessageFlat() {
        assertThat(Wire.object(new LogEntry.MessagePosted(MESSAGE)).toString())
                .isEqualTo("{\"type\":\"new_message\",\"group_id\":1,\"seq\":45,\"message_id\":32,\"sender_id\":7,"
                        + "\"sender_name\":\"ann\",\"key\":\"" + KEY + "\",\"content\":\"hi\","
                        + "\"sent_at\":\"2026-11-21T12:00:00.000001Z\"}");
    }

    @Test
    void namesEachEntryOfAPage() {
        User cyd = new User(9, "cyd", false);
        List<LogEntry> entries = List.of(
                new LogEntry.MessageEdited(1, 46, NOON, 7, MESSAGE),
                new LogEntry.MemberJoined(1, 47, NOON, 9, cyd, Role.MEMBER, 3),
                new LogEntry.MemberLeft(1, 48, NOON, 9, cyd, 2));

        JsonNode page = Wire.object(new LogPage(1, entries, 48));

        assertThat(page.get("entries").findValuesAsText("type"))
                .containsExactly("message_edited", "member_joined", "member_left");
        assertThat(page.get("entries").get(1).toString())
                .isEqualTo(
                        "{\"type\":\"member_joined\",\"group_id\":1,\"seq\":47,\"at\":\"2026-11-21T12:00:00.000001Z\","
                                + "\"actor_id\":9,\"user\":{\"id\":9,\"name\":\"cyd\",\"guest\":false},\"role\":\"MEMBER\","
                                + "\"member_count\":3}");
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        User cyd = new User(9, "cyd", false);
        Message edited = new Message(1, 45, 32, 7, "ann", KEY, "hi \u2028 there", 3L, NOON, NOON, null);
        Message stub = new Message(1, 45, 32, 7, "ann", KEY, null, null, NOON, null, NOON);
        Group group = new Group(1, GroupKind.PUBLIC, "General", "general", null, 3, 51, NOON, null);
        List<LogEntry> entries = List.of(
                new LogEntry.MessagePosted(MESSAGE),
                new LogEntry.MessageEdited(1, 46, NOON, 7, edited),
                new LogEntry.MessageDeleted(1, 47, NOON, 7, stub),
                new LogEntry.MemberJoined(1, 48, NOON, 9, cyd, Role.MEMBER, 3),
                new LogEntry.MemberLeft(1, 49, NOON, 9, cyd, 2),
                new LogEntry.RoleChanged(1, 50, NOON, 7, cyd, Role.ADMIN),
                new LogEntry.GroupChanged(1, 51, NOON, 7, group));

        for (LogEntry entry : entries) {
            assertThat(Wire.json().readValue(Wire.bytes(entry), LogEntry.class)).isEqualTo(entry);
        }
    }
}
