package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.Change;
import io.confab.contract.log.FindSent;
import io.confab.contract.log.Guard;
import io.confab.contract.log.LogEntry;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.DeleteMessage;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.Message;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.message.ReadMessage;
import io.confab.contract.message.SendMessage;
import io.confab.contract.message.Sent;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Saying, editing, deleting and reading: authors edit, authors and admins delete, members read. */
final class Messages {

    private final Bus bus;
    private final Memberships memberships;

    Messages(Bus bus, Memberships memberships) {
        this.bus = bus;
        this.memberships = memberships;
    }

    Future<Sent> send(SendMessage request) {
        Texts.requireContent(request.content());
        UUID key = request.key() != null ? request.key() : UUID.randomUUID();
        AppendMessage append =
                new AppendMessage(request.sender(), request.groupId(), key, request.content(), request.replyTo());
        return memberships
                .require(request.sender().id(), request.groupId())
                .compose(role -> bus.ask(append), cause -> repeat(append, cause));
    }

    /** The first answer holds for ever, also for one who was removed before he heard it. */
    private Future<Sent> repeat(AppendMessage append, Throwable cause) {
        return Failure.from(cause).code() == Code.NOT_FOUND
                ? bus.ask(new FindSent(append))
                : Future.failedFuture(cause);
    }

    Future<Message> edit(EditMessage request) {
        Texts.requireContent(request.content());
        Change change = new Change.Edit(request.seq(), request.content());
        return memberships
                .change(new AppendChange(request.actorId(), request.groupId(), Guard.AUTHOR, change))
                .compose(entry -> messageOf(entry, request.actorId(), request.groupId(), request.seq()));
    }

    Future<Message> delete(DeleteMessage request) {
        Change change = new Change.Delete(request.seq());
        return memberships
                .change(new AppendChange(request.actorId(), request.groupId(), Guard.AUTHOR_OR_ADMIN, change))
                .compose(entry -> messageOf(entry, request.actorId(), request.groupId(), request.seq()));
    }

    Future<OwnMarksMoved> mark(MarkMessages request) {
        if (request.deliveredSeq() < 0 || request.readSeq() < 0) {
            throw Failure.invalid("seq", "A mark is the seq of an event, 1 or higher");
        }
        return memberships
                .require(request.userId(), request.groupId())
                .compose(role -> bus.ask(new AdvanceMarks(
                        request.userId(), request.groupId(), request.deliveredSeq(), request.readSeq())));
    }

    private Future<Message> messageOf(Optional<LogEntry> entry, long userId, long groupId, long seq) {
        if (entry.orElse(null) instanceof LogEntry.MessageEdited edited) {
            return Future.succeededFuture(edited.message());
        }
        if (entry.orElse(null) instanceof LogEntry.MessageDeleted deleted) {
            return Future.succeededFuture(deleted.message());
        }
        return bus.ask(new ReadMessage(userId, groupId, seq));
    }
}
