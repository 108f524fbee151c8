package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.DeleteMessage;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.ReadHistory;
import io.confab.contract.message.ReadHistory.From;
import io.confab.contract.message.ReadMessage;
import io.confab.contract.message.SendMessage;
import io.confab.contract.message.Sent;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Saying, reading, editing and deleting. */
final class Messages {

    private final Bus bus;

    Messages(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> send(Call call) {
        String key = call.header("Idempotency-Key");
        return bus.ask(new SendMessage(
                        call.user(),
                        call.groupId(),
                        key == null ? UUID.randomUUID() : UUID.fromString(key),
                        call.text("content"),
                        call.integer("reply_to")))
                .map(sent -> Answer.created(sent, locationOf(sent)));
    }

    Future<Answer> history(Call call) {
        return bus.ask(page(call, call.query("before"), call.query("after"), call.query("around")))
                .map(Answer::ok);
    }

    Future<Answer> read(Call call) {
        return bus.ask(new ReadMessage(call.userId(), call.groupId(), call.number("seq")))
                .map(Answer::ok);
    }

    Future<Answer> edit(Call call) {
        return bus.ask(new EditMessage(call.userId(), call.groupId(), call.number("seq"), call.text("content")))
                .map(Answer::ok);
    }

    Future<Answer> delete(Call call) {
        return bus.ask(new DeleteMessage(call.userId(), call.groupId(), call.number("seq")))
                .map(Answer::ok);
    }

    /** Reading the log itself asks for no membership, so the group is shown to the asker first. */
    Future<Answer> log(Call call) {
        int limit = (int) call.query("limit", Groups.PAGE);
        return bus.ask(new ShowGroup(call.userId(), call.groupId()))
                .compose(seen -> bus.ask(new ReadLog(call.groupId(), call.query("after", 0), limit)))
                .map(Answer::ok);
    }

    private static ReadHistory page(Call call, Long before, Long after, Long around) {
        int limit = (int) call.query("limit", Groups.PAGE);
        if (Stream.of(before, after, around).filter(Objects::nonNull).count() > 1) {
            throw Failure.invalid("before", "Give one of before, after and around");
        }
        if (after != null) {
            return new ReadHistory(call.userId(), call.groupId(), From.AFTER, after, limit);
        }
        if (around != null) {
            return new ReadHistory(call.userId(), call.groupId(), From.AROUND, around, limit);
        }
        long from = before == null ? Long.MAX_VALUE : before;
        return new ReadHistory(call.userId(), call.groupId(), From.BEFORE, from, limit);
    }

    private static String locationOf(Sent sent) {
        return ApiDocument.BASE + "/groups/" + sent.groupId() + "/messages/" + sent.seq();
    }
}
