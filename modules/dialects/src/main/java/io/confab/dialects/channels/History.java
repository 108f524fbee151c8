package io.confab.dialects.channels;

import io.confab.contract.Bus;
import io.confab.contract.account.Identity;
import io.confab.contract.group.Group;
import io.confab.contract.message.Message;
import io.confab.contract.message.ReadHistory;
import io.confab.contract.message.ReadHistory.From;
import io.confab.dialects.Refusal;
import io.confab.dialects.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What was said in a channel, oldest first: the newest page, or what came after a seq. */
final class History {

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;
    /** No seq is beyond what every client can count to. */
    private static final long LAST_SEQ = (1L << 53) - 1;

    private final Bus bus;

    History(Bus bus) {
        this.bus = bus;
    }

    Future<JsonObject> read(RoutingContext ctx, Identity who, Group channel) {
        long after = after(ctx);
        int limit = (int) number(ctx, "limit", PAGE, 1, LONGEST_PAGE);
        ReadHistory page = after < 0
                ? new ReadHistory(who.userId(), channel.id(), From.BEFORE, Long.MAX_VALUE, limit)
                : new ReadHistory(who.userId(), channel.id(), From.AFTER, after, limit);
        return bus.ask(page)
                .map(read -> {
                    List<JsonObject> messages = read.messages().stream()
                            .filter(message -> message.content() != null)
                            .map(History::shown)
                            .toList();
                    return new JsonObject()
                            .put("message", messages.size() + " messages consumed from channel " + channel.name())
                            .put("messages", new JsonArray(messages))
                            .put("next", next(read.messages(), Math.max(after, 0)))
                            .put("has_more", read.moreAfter());
                })
                .recover(cause -> Future.failedFuture(Channels.unlessSubscribed(cause)));
    }

    /** A message as it stands in the stream of its channel. */
    static JsonObject shown(Message message) {
        return new JsonObject()
                .put("id", message.messageId())
                .put("channel_id", message.groupId())
                .put("message", message.content())
                .put("timestamp", Times.millis(message.sentAt()))
                .put("user_id", message.senderId())
                .put("username", message.senderName())
                .put("seq", message.seq());
    }

    /** The seq of the query after which a client wants to read; -1 when it does not say one. */
    static long after(RoutingContext ctx) {
        return number(ctx, "after", -1, 0, LAST_SEQ);
    }

    /** A number of the query; refuses with 422 what is none. */
    private static long number(RoutingContext ctx, String name, long otherwise, long least, long most) {
        String text = ctx.queryParams().get(name);
        try {
            long number = text == null ? otherwise : Long.parseLong(text);
            if (text == null || (number >= least && number <= most)) {
                return number;
            }
        } catch (NumberFormatException none) {
            // refused below
        }
        throw Refusal.detail(
                422,
                new JsonArray()
                        .add(new JsonObject()
                                .put("type", "int_parsing")
                                .put("loc", new JsonArray().add("query").add(name))
                                .put("msg", "Input should be a whole number from " + least + " to " + most)
                                .put("input", text)));
    }

    private static long next(List<Message> messages, long otherwise) {
        return messages.isEmpty()
                ? otherwise
                : messages.get(messages.size() - 1).seq();
    }
}
