package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.message.History;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.Message;
import io.confab.contract.message.OwnMarksMoved;
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
            if (group.deliveredSeq() < head) {
                // one after the other: whoever has very many groups must not ask for all of them at once
                all = all.compose(messages -> delivered(userId, group)
                        .compose(from -> read(userId, group, Math.max(from, head - MOST_EVENTS), messages)));
            }
        }
        return all.map(messages -> messages.stream()
                .sorted(Comparator.comparingLong(Message::messageId))
                .toList());
    }

    /** The mark once those are stored that the user's last socket moved when it closed a moment ago. */
    private Future<Long> delivered(long userId, GroupSummary group) {
        return bus.ask(new MarkMessages(userId, group.group().id(), group.deliveredSeq(), 0))
                .map(OwnMarksMoved::deliveredSeq);
    }

    private Future<List<Message>> read(long userId, GroupSummary group, long after, List<Message> messages) {
        long groupId = group.group().id();
        long head = group.group().head();
        if (after >= head) {
            return Future.succeededFuture(messages);
        }
        return bus.ask(new ReadHistory(userId, groupId, From.AFTER, after, PAGE))
                .compose(page -> {
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
        return messages.isEmpty()
                ? Long.MAX_VALUE
                : messages.get(messages.size() - 1).seq();
    }
}
