package io.confab.dialects.conversations;

import static io.vertx.core.http.HttpHeaders.AUTHORIZATION;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Identity;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.ListGroups;
import io.confab.contract.message.MessagePage;
import io.confab.contract.message.PageMessages;
import io.confab.contract.message.Preview;
import io.confab.contract.message.ReadMessage;
import io.confab.dialects.Answers;
import io.confab.dialects.Door;
import io.confab.dialects.Refusal;
import io.confab.dialects.Surroundings;
import io.confab.http.Routes;
import io.confab.http.edge.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Conversations over HTTP: the list, the history, reading. */
final class ConversationRoutes implements Routes {

    private static final String CONVERSATIONS = "/api/conversations";
    private static final String MESSAGES = "/api/messages";
    private static final String READ = "/api/messages/read";
    private static final int DEFAULT_LIMIT = 50;

    private final Bus bus;
    private final Door door;
    private final Tokens tokens;
    private final Reading reading;

    ConversationRoutes(Surroundings surroundings) {
        bus = surroundings.bus();
        door = new Door("conversations", surroundings);
        tokens = new Tokens(bus);
        reading = new Reading(bus);
    }

    @Override
    public void mount(Router router) {
        serve(router, HttpMethod.GET, CONVERSATIONS, this::list);
        serve(router, HttpMethod.GET, MESSAGES, this::page);
        serve(router, HttpMethod.POST, READ, this::markRead);
    }

    private void serve(
            Router router,
            HttpMethod method,
            String path,
            BiFunction<RoutingContext, Identity, Future<JsonObject>> work) {
        door.mount(router, path);
        router.route(method, path)
                .handler(ctx -> Answers.give(
                        ctx,
                        () -> tokens.identity(ctx.request().getHeader(AUTHORIZATION))
                                .compose(who -> work.apply(ctx, who))));
        Door.refuseOthers(router, path, method.name());
    }

    @Override
    public boolean owns(String path) {
        return Stream.of(CONVERSATIONS, MESSAGES, "/socket.io")
                .anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
    }

    @Override
    public Object error(Problem problem, String requestId) {
        return body(problem);
    }

    static Map<String, Object> body(Problem problem) {
        return Map.of(
                "error",
                switch (problem.status()) {
                    case 404 -> "Not Found";
                    case 405 -> "Method Not Allowed";
                    default -> problem.message();
                });
    }

    // The list.

    private Future<JsonObject> list(RoutingContext ctx, Identity who) {
        boolean withGroups = "all".equals(ctx.queryParams().get("type"));
        return bus.ask(new ListGroups(who.userId())).compose(groups -> {
            List<Future<JsonObject>> shown = groups.stream()
                    .filter(group -> withGroups || group.group().kind() == GroupKind.DIRECT)
                    .map(group -> shown(group, who.userId()))
                    .toList();
            return Future.all(shown)
                    .map(all -> new JsonObject().put("conversations", new JsonArray(all.<JsonObject>list())));
        });
    }

    private Future<JsonObject> shown(GroupSummary group, long userId) {
        return lastMessage(group.lastMessage(), userId).map(last -> {
            boolean isDirect = group.group().kind() == GroupKind.DIRECT;
            JsonObject shown = new JsonObject()
                    .put("conversation_id", group.group().id())
                    .put("other_user_id", isDirect ? group.peer().user().id() : null)
                    .put("last_message", last)
                    .put("unread_count", group.unread())
                    .put(
                            "updated_at",
                            Said.iso(
                                    group.lastMessage() == null
                                            ? group.group().createdAt()
                                            : group.lastMessage().message().sentAt()));
            return isDirect
                    ? shown
                    : shown.put("name", group.group().name())
                            .put("description", group.group().description())
                            .put("role", Said.role(group.role()))
                            .put("member_count", group.group().memberCount())
                            .put("created_at", Said.iso(group.group().createdAt()));
        });
    }

    private Future<JsonObject> lastMessage(Preview last, long userId) {
        if (last == null || last.message().deletedAt() != null) {
            return Future.succeededFuture();
        }
        Future<String> content = last.cut() == null
                ? Future.succeededFuture(last.message().content())
                : bus.ask(new ReadMessage(
                                userId, last.message().groupId(), last.message().seq()))
                        .map(whole -> whole.content());
        return content.map(text -> new JsonObject()
                .put("content", text)
                .put("sent_at", Said.iso(last.message().sentAt()))
                .put("sender_id", last.message().senderId()));
    }

    // The history.

    private Future<JsonObject> page(RoutingContext ctx, Identity who) {
        long groupId = conversation(ctx);
        long limit = number(ctx, "limit", DEFAULT_LIMIT);
        long offset = number(ctx, "offset", 0);
        long beforeId = number(ctx, "before_id", 0);
        if (limit < 0 || offset < 0 || beforeId < 0) {
            throw refusal(400, "limit, offset and before_id must not be negative");
        }
        if (limit > PageMessages.MAX_LIMIT) {
            throw refusal(400, "limit must be at most " + PageMessages.MAX_LIMIT);
        }
        return inOldWords(bus.ask(new PageMessages(
                        who.userId(), groupId, beforeId, (int) Math.min(offset, Integer.MAX_VALUE), (int) limit)))
                .map(ConversationRoutes::shown);
    }

    private static JsonObject shown(MessagePage page) {
        return new JsonObject()
                .put(
                        "messages",
                        new JsonArray(page.messages().stream()
                                .map(ConversationRoutes::shown)
                                .toList()))
                .put("total", page.total())
                .put("has_more", page.more());
    }

    private static JsonObject shown(MessagePage.Tracked tracked) {
        return new JsonObject()
                .put("id", tracked.message().messageId())
                .put("conversation_id", tracked.message().groupId())
                .put("sender_id", tracked.message().senderId())
                .put("content", tracked.message().content())
                .put("sent_at", Said.iso(tracked.message().sentAt()))
                .put("delivered_at", Said.iso(tracked.deliveredAt()))
                .put("read_at", Said.iso(tracked.readAt()));
    }

    private Future<JsonObject> markRead(RoutingContext ctx, Identity who) {
        return inOldWords(reading.markRead(who.userId(), conversation(ctx)))
                .map(marked -> new JsonObject().put("success", true).put("messages_marked", marked));
    }

    private static <T> Future<T> inOldWords(Future<T> answer) {
        return answer.recover(cause -> Future.failedFuture(
                Failure.from(cause).code() == Code.NOT_FOUND
                        ? refusal(404, "Conversation not found or access denied")
                        : cause));
    }

    private static long conversation(RoutingContext ctx) {
        try {
            return Long.parseLong(String.valueOf(ctx.queryParams().get("conversation_id")));
        } catch (NumberFormatException none) {
            throw refusal(400, "conversation_id is required");
        }
    }

    private static long number(RoutingContext ctx, String name, long otherwise) {
        try {
            return Long.parseLong(String.valueOf(ctx.queryParams().get(name)));
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }

    private static Refusal refusal(int status, String sentence) {
        return new Refusal(status, new JsonObject().put("error", sentence));
    }
}
