package io.confab.dialects.conversations;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.OpenDirect;
import io.confab.contract.message.SendMessage;
import io.confab.contract.message.Sent;
import io.confab.contract.presence.ShowTyping;
import io.confab.dialects.Times;
import io.confab.gateway.session.Session;
import io.confab.socketio.Event;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What clients may say, by the event's name; an event that nobody knows says nothing. */
final class Commands {

    private static final String TYPING = "typing";
    private static final String INCOMPLETE = "Missing to_user_id or content";

    private final Bus bus;
    private final Map<String, Command> all = new HashMap<>();

    /** What an event does. */
    @FunctionalInterface
    interface Command {
        /** Does it; throws or answers with the {@link Failure} that the client is told, and with what to say, or null. */
        Future<byte[]> run(Session session, Talk talk, Arguments arguments);
    }

    Commands(Bus bus) {
        this.bus = bus;
        all.put("send_message", this::send);
        all.put(
                "ping",
                (session, talk, arguments) ->
                        Future.succeededFuture(Said.event("pong", new Said.Pong(Times.micros(Instant.now())))));
        all.put(TYPING, this::type);
        new GroupCommands(bus).addTo(all);
    }

    /** Does what an event says, and acknowledges it once it is done. */
    void run(Session session, Talk talk, Event event) {
        Command command = all.get(event.name());
        if (command == null) {
            event.ack().answer();
            return;
        }
        Arguments arguments = new Arguments(event.args());
        session.await(order(command, arguments), begin(command, session, talk, arguments), done -> {
            if (done.failed()) {
                session.write(Said.error(sentence(event.name(), Failure.from(done.cause()))));
            } else if (done.result() != null) {
                session.write(done.result());
            }
            event.ack().answer();
        });
    }

    private static Future<byte[]> begin(Command command, Session session, Talk talk, Arguments arguments) {
        try {
            session.identity();
            return command.run(session, talk, arguments);
        } catch (Failure refusal) {
            return Future.failedFuture(refusal);
        }
    }

    /** Answers keep the order of sends to the same receiver. */
    private long order(Command command, Arguments arguments) {
        return command == all.get("send_message") ? arguments.receiver() : 0;
    }

    private static String sentence(String name, Failure failure) {
        if (failure.code() == Failure.Code.UNAUTHENTICATED) {
            return "User not authenticated";
        }
        return INCOMPLETE.equals(failure.sentence())
                ? INCOMPLETE
                : "Failed to " + (name.equals(TYPING) ? "show typing" : name.replace('_', ' ')) + ": "
                        + failure.sentence();
    }

    private Future<byte[]> send(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        boolean isToGroup = arguments.has("group_id");
        if (!arguments.has("content") || (!isToGroup && !arguments.has("to_user_id"))) {
            throw Failure.invalid(null, INCOMPLETE);
        }
        String content = arguments.text("content");
        Future<Long> group = isToGroup
                ? Future.succeededFuture(arguments.id("group_id"))
                : direct(session, talk, arguments.id("to_user_id"));
        return group.compose(groupId -> send(session, talk, groupId, content)).map(Said::sent);
    }

    private Future<Sent> send(Session session, Talk talk, long groupId, String content) {
        UUID key = UUID.randomUUID();
        talk.sends(key);
        SendMessage message = new SendMessage(session.identity().user(), groupId, key, content, null);
        return bus.ask(message).onFailure(cause -> talk.hasSent(key));
    }

    private Future<Long> direct(Session session, Talk talk, long otherId) {
        User user = session.identity().user();
        return talk.direct(otherId, id -> bus.ask(new OpenDirect(user, id)).map(Group::id));
    }

    /** To whom nothing was ever said, nothing is shown. */
    private Future<byte[]> type(Session session, Talk talk, Arguments arguments) {
        Long groupId = arguments.has("group_id")
                ? Long.valueOf(arguments.id("group_id"))
                : talk.direct(arguments.id("to_user_id"));
        return groupId == null
                ? Future.succeededFuture()
                : bus.ask(new ShowTyping(session.identity().user(), groupId)).map(shown -> null);
    }
}
