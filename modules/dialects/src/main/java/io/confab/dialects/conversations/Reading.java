package io.confab.dialects.conversations;

import io.confab.contract.Bus;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.message.MarkMessages;
import io.vertx.core.Future;

/** Reading all of a conversation. */
final class Reading {

    private final Bus bus;

    Reading(Bus bus) {
        this.bus = bus;
    }

    /** Marks all as read; answers with how many messages that were. {@code NOT_FOUND} when it is not the user's. */
    Future<Integer> markRead(long userId, long groupId) {
        return bus.ask(new ShowGroup(userId, groupId)).compose(group -> {
            int unread = group.unread();
            long head = group.group().head();
            return unread == 0
                    ? Future.succeededFuture(0)
                    : bus.ask(new MarkMessages(userId, groupId, head, head)).map(unread);
        });
    }
}
