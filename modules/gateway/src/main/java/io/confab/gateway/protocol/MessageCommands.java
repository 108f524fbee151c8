package io.confab.gateway.protocol;

import io.confab.contract.Bus;
import io.confab.contract.account.User;
import io.confab.contract.message.DeleteMessage;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.SendMessage;
import io.confab.contract.message.Sent;
import io.confab.contract.presence.ShowTyping;
import io.confab.gateway.feed.Subscription;
import io.confab.gateway.session.Session;
import java.util.Map;

/** Saying, changing and reading messages. */
final class MessageCommands {

    private final Bus bus;

    MessageCommands(Bus bus) {
        this.bus = bus;
    }

    void addTo(Map<String, Command> commands) {
        commands.put("send_message", this::send);
        commands.put("edit_message", this::edit);
        commands.put("delete_message", this::delete);
        commands.put("mark_delivered", this::markDelivered);
        commands.put("mark_read", this::markRead);
        commands.put("typing", this::type);
    }

    private void send(Session session, Fields fields) {
        User sender = session.identity().user();
        session.requireStaying();
        long groupId = fields.number("group_id");
        Long replyTo = fields.has("reply_to") ? fields.number("reply_to") : null;
        SendMessage message = new SendMessage(sender, groupId, fields.uuid("key"), fields.text("content"), replyTo);
        Answers.give(session, groupId, fields, bus.ask(message), (ref, sent) -> {
            expect(session, sent);
            return Frames.answer("message_sent", ref, sent);
        });
    }

    private void edit(Session session, Fields fields) {
        long actorId = session.identity().userId();
        session.requireStaying();
        long groupId = fields.number("group_id");
        EditMessage edit = new EditMessage(actorId, groupId, fields.number("seq"), fields.text("content"));
        Answers.giveDone(session, groupId, fields, bus.ask(edit));
    }

    private void delete(Session session, Fields fields) {
        long actorId = session.identity().userId();
        session.requireStaying();
        long groupId = fields.number("group_id");
        DeleteMessage delete = new DeleteMessage(actorId, groupId, fields.number("seq"));
        Answers.giveDone(session, groupId, fields, bus.ask(delete));
    }

    private void markDelivered(Session session, Fields fields) {
        mark(session, fields, fields.number("seq"), 0);
    }

    private void markRead(Session session, Fields fields) {
        mark(session, fields, 0, fields.number("seq"));
    }

    private void mark(Session session, Fields fields, long deliveredSeq, long readSeq) {
        long userId = session.identity().userId();
        session.requireStaying();
        long groupId = fields.number("group_id");
        MarkMessages mark = new MarkMessages(userId, groupId, deliveredSeq, readSeq);
        Answers.give(
                session,
                groupId,
                fields,
                bus.ask(mark),
                (ref, marks) -> ref == null ? null : Frames.answer("marked", ref, Frames.Marked.of(marks)));
    }

    private void type(Session session, Fields fields) {
        User user = session.identity().user();
        long groupId = fields.number("group_id");
        Answers.giveDone(session, groupId, fields, bus.ask(new ShowTyping(user, groupId)));
    }

    /** The answer tells the head too: should its event have got lost on this node, the feed goes and looks. */
    private static void expect(Session session, Sent sent) {
        Subscription subscription = session.subscriptions().of(sent.groupId());
        if (subscription != null) {
            subscription.learn(sent.seq());
        }
    }
}
