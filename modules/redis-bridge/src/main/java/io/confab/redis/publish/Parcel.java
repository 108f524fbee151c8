package io.confab.redis.publish;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.confab.contract.Wire;
import io.confab.contract.group.Group;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessageEdited;
import io.confab.contract.log.LogEntry.MessagePosted;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One entry as the script takes it, encoded once.
 *
 * @param groupId where
 * @param seq its number
 * @param words the nine words of {@code publish.lua}
 */
record Parcel(long groupId, long seq, List<byte[]> words) {

    private static final Map<Class<?>, String> TYPES = Arrays.stream(
                    LogEntry.class.getAnnotation(JsonSubTypes.class).value())
            .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    static Parcel of(LogEntry entry) {
        List<byte[]> words = List.of(
                utf8(entry.seq()),
                Wire.bytes(entry),
                utf8(TYPES.get(entry.getClass())),
                utf8(entry instanceof MessagePosted posted ? posted.message().messageId() : ""),
                utf8(entry instanceof MessagePosted posted ? posted.message().content() : ""),
                utf8(entry.at()),
                utf8(gone(entry)),
                utf8(member(entry)),
                entry instanceof GroupChanged changed ? card(changed.group()) : new byte[0]);
        return new Parcel(entry.groupId(), entry.seq(), words);
    }

    /** Name and description as the script writes them into the group's hash. */
    static byte[] card(Group group) {
        return Wire.bytes(List.of(
                Objects.requireNonNullElse(group.name(), ""), Objects.requireNonNullElse(group.description(), "")));
    }

    /** How much it takes, in bytes. */
    int weight() {
        return words.stream().mapToInt(word -> word.length).sum();
    }

    private static Object gone(LogEntry entry) {
        return entry instanceof MessageEdited edited
                ? edited.message().seq()
                : entry instanceof MessageDeleted deleted ? deleted.message().seq() : "";
    }

    private static Object member(LogEntry entry) {
        return entry instanceof MemberJoined joined
                ? "+" + joined.user().id()
                : entry instanceof MemberLeft left ? "-" + left.user().id() : "";
    }

    private static byte[] utf8(Object word) {
        return Objects.toString(word, "").getBytes(StandardCharsets.UTF_8);
    }
}
