package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.message.History;
import io.confab.contract.message.Message;
import io.confab.contract.message.ReadHistory;
import io.confab.contract.message.ReadHistory.From;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was said to a user while he was not connected: messages of others after his delivered marks. */
final class Offline {

    /** Of one group; older ones stand in its history. */
    private static final long MOST_EVENTS = 2_000;

    private static final int PAGE = 200;

    private final Bus bus;

    Offline(Bus bus) {
        this.bus = bus;
    }

    /** All of it up to the groups' heads, oldest first. */
    Future<List<Message>> read(long userId, List<GroupSummary> groups) {
        Future<List<Message>> all = Future.succeededFuture(new ArrayList<>());
        for (GroupSummary group : groups) {
            long head = group.group().head();
            long from = Math.max(group.deliveredSeq(), head - MOST_EVENTS);
            if (from < head) {
                // one after the other: whoever has very many groups must not ask for all of them at once
                all = all.compose(messages -> read(userId, group, from, messages));
            }
        }
        return all.map(messages -> messages.stream()
                .sorted(Comparator.comparingLong(Message::messageId))
                .toList());
    }

    private Future<List<Message>> read(long userId, GroupSummary group, long after, List<Message> messages) {
        long groupId = group.group().id();
        long head = group.group().head();
        return bus.ask(new ReadHistory(userId, groupId, From.AFTER, after, PAGE)).compose(page -> {
            page.messages().stream()
                    .filter(message -> message.seq() <= head && message.senderId() != userId)
                    .forEach(messages::add);
            long last = last(page);
            return page.moreAfter() && last < head
                    ? read(userId, group, last, messages)
                    : Future.succeededFuture(messages);
        });
    }

    private static long last(History page) {
        List<Message> messages = page.messages();
        return messages.isEmpty() ? Long.MAX_VALUE : messages.get(messages.size() - 1).seq();
    }
}
