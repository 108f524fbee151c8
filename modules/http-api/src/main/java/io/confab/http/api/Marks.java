package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.message.ListMarks;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.ReadReceipts;
import io.confab.contract.presence.ShowTyping;
import io.vertx.core.Future;
import java.util.Map;

/** How far members have received and read; who is writing. */
final class Marks {

    private final Bus bus;

    Marks(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> receipts(Call call) {
        return bus.ask(new ReadReceipts(call.userId(), call.groupId(), call.number("seq")))
                .map(Answer::ok);
    }

    Future<Answer> list(Call call) {
        return bus.ask(new ListMarks(call.userId(), call.groupId())).map(marks -> Answer.ok(Map.of("marks", marks)));
    }

    Future<Answer> move(Call call) {
        Long delivered = call.integer("delivered_seq");
        Long read = call.integer("read_seq");
        return bus.ask(new MarkMessages(
                        call.userId(), call.groupId(), delivered == null ? 0 : delivered, read == null ? 0 : read))
                .map(Answer::ok);
    }

    Future<Answer> typing(Call call) {
        return bus.ask(new ShowTyping(call.user(), call.groupId())).map(done -> Answer.done());
    }
}
