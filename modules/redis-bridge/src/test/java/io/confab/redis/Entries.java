package io.confab.redis;

import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.Role;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessageEdited;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.Message;
import java.time.Instant;
import java.util.UUID;

/** Entries of logs to be published. */
public final class Entries {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000001Z");
    static final User ANN = new User(7, "ann", false);

    private Entries() {}

    /** A message that was sent. */
    public static MessagePosted posted(long groupId, long seq, String content) {
        return new MessagePosted(message(groupId, seq, content));
    }

    static MessageEdited edited(long groupId, long seq, long messageSeq, String content) {
        return new MessageEdited(groupId, seq, NOON, 7, message(groupId, messageSeq, content));
    }

    static MessageDeleted deleted(long groupId, long seq, long messageSeq) {
        return new MessageDeleted(groupId, seq, NOON, 7, message(groupId, messageSeq, null));
    }

    static MemberJoined joined(long groupId, long seq) {
        return new MemberJoined(groupId, seq, NOON, 7, ANN, Role.MEMBER, 2);
    }

    static MemberLeft left(long groupId, long seq) {
        return new MemberLeft(groupId, seq, NOON, 7, ANN, 1);
    }

    static LogEntry renamed(long groupId, long seq, String name) {
        Group group = new Group(groupId, GroupKind.PUBLIC, name, "slug", "What it is for", 1, seq, NOON, null);
        return new GroupChanged(groupId, seq, NOON, 7, group);
    }

    private static Message message(long groupId, long seq, String content) {
        UUID key = new UUID(groupId, seq);
        return new Message(groupId, seq, 1_000 + seq, 7, "ann", key, content, null, NOON, null, null);
    }
}
