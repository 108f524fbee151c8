package io.confab.dialects.channels;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Identity;
import io.confab.contract.group.Group;
import io.confab.contract.message.SendMessage;
import io.confab.dialects.Answers;
import io.confab.dialects.Detail;
import io.confab.dialects.Door;
import io.confab.dialects.Fields;
import io.confab.dialects.Refusal;
import io.confab.dialects.Surroundings;
import io.confab.dialects.Times;
import io.confab.http.Routes;
import io.confab.http.edge.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.BiFunction;

/** Channels over HTTP; each answer says in words what was done. */
final class ChannelRoutes implements Routes {

    private static final String ALL = "/api/channels";
    private static final String ONE = ALL + "/:id";
    private static final String SUBSCRIPTION = ONE + "/subscription";
    private static final String MESSAGES = ONE + "/messages";
    private static final String USERS = "/api/users";

    private final Bus bus;
    private final Door door;
    private final Visitors visitors;
    private final Channels channels;
    private final History history;
    private final ChannelStream stream;

    ChannelRoutes(Surroundings surroundings, ChannelStream stream) {
        this.stream = stream;
        bus = surroundings.bus();
        door = new Door("channels", surroundings);
        visitors = new Visitors(surroundings);
        channels = new Channels(bus);
        history = new History(bus);
    }

    @Override
    public void mount(Router router) {
        door.mount(router, USERS);
        door.mount(router, ALL);
        door.mount(router, ALL + "/*");
        router.post(USERS).handler(visitors::register);
        router.get(ALL).handler(ctx -> Answers.give(ctx, () -> list(ctx)));
        router.post(ALL).handler(ctx -> Answers.give(ctx, 201, () -> create(ctx)));
        router.get(ONE).handler(ctx -> Answers.give(ctx, () -> show(ctx)));
        router.patch(ONE)
                .handler(ctx -> Answers.give(ctx, () -> with(ctx, (who, channel) -> update(ctx, who, channel))));
        router.delete(ONE).handler(ctx -> Answers.give(ctx, () -> with(ctx, this::delete)));
        router.put(SUBSCRIPTION).handler(ctx -> Answers.give(ctx, () -> with(ctx, this::subscribe)));
        router.delete(SUBSCRIPTION).handler(ctx -> Answers.give(ctx, () -> with(ctx, this::unsubscribe)));
        router.post(MESSAGES)
                .handler(ctx -> Answers.give(ctx, 201, () -> with(ctx, (who, channel) -> publish(ctx, who, channel))));
        router.get(MESSAGES).handler(this::consume);
        Door.refuseOthers(router, USERS, "POST");
        Door.refuseOthers(router, ALL, "GET, POST");
        Door.refuseOthers(router, ONE, "GET, PATCH, DELETE");
        Door.refuseOthers(router, SUBSCRIPTION, "PUT, DELETE");
        Door.refuseOthers(router, MESSAGES, "GET, POST");
    }

    @Override
    public boolean owns(String path) {
        return path.equals(USERS) || path.equals(ALL) || path.startsWith(ALL + "/");
    }

    @Override
    public Object error(Problem problem, String requestId) {
        return Detail.of(problem);
    }

    private Future<JsonObject> list(RoutingContext ctx) {
        return visitors.allow(ctx)
                .compose(allowed -> channels.list())
                .map(all -> new JsonObject()
                        .put(
                                "channels",
                                new JsonArray(
                                        all.stream().map(ChannelRoutes::shown).toList())));
    }

    private Future<JsonObject> show(RoutingContext ctx) {
        return visitors.allow(ctx)
                .compose(allowed -> channels.find(ctx.pathParam("id")))
                .map(ChannelRoutes::shown);
    }

    private Future<JsonObject> create(RoutingContext ctx) {
        return visitors.require(ctx).compose(who -> {
            Fields fields = Fields.ofJson(ctx);
            String name = fields.text("name");
            String description = fields.optionalText("description");
            fields.check();
            return channels.create(who, name, description)
                    .map(channel -> done("Channel " + channel.name() + " created", channel))
                    .recover(cause -> Future.failedFuture(inOldWords(fields, cause)));
        });
    }

    private Future<JsonObject> update(RoutingContext ctx, Identity who, Group channel) {
        Fields fields = Fields.ofJson(ctx);
        String name = fields.optionalText("name");
        String description = fields.optionalText("description");
        fields.check();
        return channels.change(who, channel, name, description)
                .map(changed -> done("Channel " + changed.name() + " updated", changed))
                .recover(cause -> Future.failedFuture(inOldWords(fields, cause)));
    }

    private Future<JsonObject> delete(Identity who, Group channel) {
        return channels.delete(who, channel).map(gone -> done("Channel " + gone.name() + " deleted", gone));
    }

    private Future<JsonObject> subscribe(Identity who, Group channel) {
        return channels.subscribe(who, channel).map(joined -> done("Subscribed to channel " + joined.name(), joined));
    }

    private Future<JsonObject> unsubscribe(Identity who, Group channel) {
        return channels.unsubscribe(who, channel)
                .map(left -> new JsonObject().put("message", "Unsubscribed from channel " + channel.name()));
    }

    /** A send with the header {@code Idempotency-Key} can be repeated; any other is a new message. */
    private Future<JsonObject> publish(RoutingContext ctx, Identity who, Group channel) {
        Fields fields = Fields.ofJson(ctx);
        String text = fields.text("message");
        fields.check();
        SendMessage message = new SendMessage(who.user(), channel.id(), key(ctx), text, null);
        return bus.ask(message)
                .map(sent -> new JsonObject()
                        .put("message", "Message published to channel " + channel.name())
                        .put("id", sent.messageId())
                        .put("channel_id", sent.groupId())
                        .put("seq", sent.seq())
                        .put("timestamp", Times.millis(sent.sentAt())))
                .recover(cause -> Future.failedFuture(inOldWords(fields, Channels.unlessSubscribed(cause))));
    }

    private void consume(RoutingContext ctx) {
        if (stream.isWanted(ctx)) {
            with(ctx, (who, channel) -> {
                        stream.open(ctx, who, channel);
                        return Future.succeededFuture();
                    })
                    .onFailure(cause -> Answers.fail(ctx, cause));
        } else {
            Answers.give(ctx, () -> with(ctx, (who, channel) -> history.read(ctx, who, channel)));
        }
    }

    private <T> Future<T> with(RoutingContext ctx, BiFunction<Identity, Group, Future<T>> work) {
        return visitors.require(ctx)
                .compose(who -> channels.find(ctx.pathParam("id")).compose(channel -> work.apply(who, channel)));
    }

    private static UUID key(RoutingContext ctx) {
        String key = ctx.request().getHeader("Idempotency-Key");
        try {
            return key == null ? UUID.randomUUID() : UUID.fromString(key);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.detail(400, "Idempotency-Key is not a UUID");
        }
    }

    private static Throwable inOldWords(Fields fields, Throwable cause) {
        return cause instanceof Failure failure && failure.code() == Code.INVALID
                ? fields.invalid(
                        "content".equals(failure.field()) ? "message" : failure.field(), failure.sentence(), null)
                : cause;
    }

    private static JsonObject done(String sentence, Group channel) {
        return new JsonObject().put("message", sentence).put("channel", shown(channel));
    }

    static JsonObject shown(Group channel) {
        return new JsonObject()
                .put("id", channel.id())
                .put("name", channel.name())
                .put("slug", channel.slug())
                .put("description", channel.description())
                .put("subscribers", channel.memberCount())
                .put("created_at", Times.millis(channel.createdAt()));
    }
}
