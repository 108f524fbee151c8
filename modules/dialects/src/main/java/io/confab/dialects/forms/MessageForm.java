package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.ProvenName;
import io.confab.contract.message.SendMessage;
import io.confab.dialects.Fields;
import io.confab.dialects.Refusal;
import io.confab.http.HttpConfig.Rate;
import io.confab.http.edge.Allowance;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** The form that says something, in a group or to somebody. Each post is a message of its own: the contract knows no key. */
final class MessageForm {

    private static final String GROUP = "group_id";
    private static final String RECEIVER = "receiver_id";
    private static final String CONTENT = "content";

    private static final Rate PER_SENDER = new Rate(100, 400);

    private final Bus bus;
    private final Actors actors;
    private final Directs directs;
    private final Allowance perSender = new Allowance(PER_SENDER, System::nanoTime);

    MessageForm(Bus bus, Actors actors, Directs directs) {
        this.bus = bus;
        this.actors = actors;
        this.directs = directs;
    }

    Future<JsonObject> send(RoutingContext ctx) {
        Fields form = Fields.ofForm(ctx);
        long senderId = form.integer("sender_id");
        boolean toGroup = form.has(GROUP);
        boolean toUser = form.has(RECEIVER);
        long target = toGroup ? form.integer(GROUP) : toUser ? form.integer(RECEIVER) : 0;
        String content = form.text(CONTENT);
        String token = form.optionalText("token");
        form.check();
        if (toGroup == toUser) {
            throw Refusal.detail(
                    400,
                    toGroup ? "Cannot specify both receiver_id and group_id" : "Must specify receiver_id or group_id");
        }
        return actors.act(ctx, senderId, token, false)
                .map(this::charged)
                .compose(actor -> group(actor, toGroup, target).compose(group -> say(actor, group, content)))
                .recover(cause -> Future.failedFuture(refusal(content, cause)));
    }

    static Refusal notAMember() {
        return Refusal.detail(403, "Not a member of the group");
    }

    private ProvenName charged(ProvenName actor) {
        int wait = perSender.take(actor.identity().userId());
        if (wait > 0) {
            throw Failure.rateLimited(wait);
        }
        return actor;
    }

    private Future<Long> group(ProvenName actor, boolean toGroup, long target) {
        return toGroup
                ? Future.succeededFuture(target)
                : directs.open(actor, target).map(Directs.Direct::groupId);
    }

    private Future<JsonObject> say(ProvenName actor, long groupId, String content) {
        SendMessage send = new SendMessage(actor.identity().user(), groupId, UUID.randomUUID(), content, null);
        return bus.ask(send).map(sent -> new JsonObject().put("message_id", sent.messageId()));
    }

    private static Throwable refusal(String content, Throwable cause) {
        if (!(cause instanceof Failure failure)) {
            return cause;
        }
        if (failure.code() == Code.INVALID && CONTENT.equals(failure.field())) {
            return FormsRoutes.invalid(CONTENT, content, failure);
        }
        return switch (failure.code()) {
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND -> notAMember();
            case CONFLICT -> Refusal.detail(400, failure.sentence());
            default -> failure;
        };
    }
}
