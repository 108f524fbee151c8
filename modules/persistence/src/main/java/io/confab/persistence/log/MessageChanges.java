package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.log.Change;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.Message;
import io.confab.persistence.row.Times;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Edits and deletions. No content that was replaced or erased is kept anywhere, nor what it could be guessed by. */
final class MessageChanges {

    private static final String EDIT =
            "UPDATE messages SET content = ?, digest = ?, edited_at = ? WHERE group_id = ? AND seq = ?";
    private static final String DELETE =
            "UPDATE messages SET content = NULL, digest = ?, deleted_at = ? WHERE group_id = ? AND seq = ?";

    private MessageChanges() {}

    static Effect edit(Scene scene, Change.Edit edit, Seal seal) {
        Message message = scene.message();
        if (message.deletedAt() != null) {
            throw Failure.of(Code.CONFLICT, "The message was deleted");
        }
        if (scene.group().archivedAt() != null) {
            throw Failure.of(Code.CONFLICT, "The group is archived");
        }
        if (edit.content().equals(message.content())) {
            return Effect.none(scene);
        }
        Message edited = with(message, edit.content(), scene.now(), null);
        return Effect.of(
                new LogEntry.MessageEdited(message.groupId(), scene.seq(1), scene.now(), scene.actorId(), edited),
                scene.group(),
                EDIT,
                Tuple.of(
                        edit.content(),
                        sealed(scene, seal),
                        Times.stored(scene.now()),
                        message.groupId(),
                        message.seq()));
    }

    static Effect delete(Scene scene, Seal seal) {
        Message message = scene.message();
        if (message.deletedAt() != null) {
            return Effect.none(scene);
        }
        Message stub = with(message, null, message.editedAt(), scene.now());
        return Effect.of(
                new LogEntry.MessageDeleted(message.groupId(), scene.seq(1), scene.now(), scene.actorId(), stub),
                scene.group(),
                DELETE,
                Tuple.of(sealed(scene, seal), Times.stored(scene.now()), message.groupId(), message.seq()));
    }

    /** The digest is of what was sent first, so the first change seals it. */
    private static Buffer sealed(Scene scene, Seal seal) {
        return scene.message().editedAt() == null ? seal.over(scene.digest()) : scene.digest();
    }

    private static Message with(Message message, String content, Instant editedAt, Instant deletedAt) {
        return new Message(
                message.groupId(),
                message.seq(),
                message.messageId(),
                message.senderId(),
                message.senderName(),
                message.key(),
                content,
                message.replyTo(),
                message.sentAt(),
                editedAt,
                deletedAt);
    }
}
