package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.ProvenName;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.GroupKind;
import io.confab.dialects.Fields;
import io.confab.dialects.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The form that makes groups: of two, which are one for each pair, and of more. */
final class GroupForm {

    private static final String NAME = "name";
    private static final String OTHER_NAME = "groupName";
    private static final String USER_IDS = "user_ids";
    /** As many as a group may begin with. */
    private static final int MOST_MEMBERS = 200;

    private static final String OF_MANY = "1";
    private static final String OF_TWO = "2";

    private final Bus bus;
    private final Actors actors;
    private final Directs directs;

    GroupForm(Bus bus, Actors actors, Directs directs) {
        this.bus = bus;
        this.actors = actors;
        this.directs = directs;
    }

    /** What the form says. */
    private record Wish(String name, long creatorId, Set<Long> others, boolean isOfTwo, String token) {}

    Future<JsonObject> create(RoutingContext ctx) {
        Wish wish = read(ctx);
        return actors.act(ctx, wish.creatorId, wish.token, false)
                .compose(actor -> wish.isOfTwo ? ofTwo(wish, actor) : ofMany(wish, actor))
                .recover(cause -> Future.failedFuture(refusal(wish, cause)));
    }

    private static Wish read(RoutingContext ctx) {
        Fields form = Fields.ofForm(ctx);
        String name = form.text(form.has(OTHER_NAME) && !form.has(NAME) ? OTHER_NAME : NAME);
        long creatorId = form.integer("created_by");
        // a list without members is a form's way to leave it empty
        boolean isList = form.has(USER_IDS)
                || (!form.has("other_user_id") && ctx.request().formAttributes().contains(USER_IDS));
        List<Long> others = others(form, isList);
        String token = form.optionalText("token");
        form.check();
        if (others.isEmpty()) {
            throw Refusal.detail(400, "Group must have at least 1 user");
        }
        Set<Long> distinct = new LinkedHashSet<>(others);
        distinct.remove(creatorId);
        return new Wish(name, creatorId, distinct, isOfTwo(ctx, isList, distinct), token);
    }

    private static List<Long> others(Fields form, boolean isList) {
        if (!isList) {
            return List.of(form.integer("other_user_id"));
        }
        return form.has(USER_IDS) ? form.integers(USER_IDS, MOST_MEMBERS) : List.of();
    }

    private static boolean isOfTwo(RoutingContext ctx, boolean isList, Set<Long> others) {
        List<String> types = ctx.queryParam("type");
        String type = types.isEmpty() ? "" : types.get(0);
        return !isList || type.equals(OF_TWO) || (others.size() == 1 && !type.equals(OF_MANY));
    }

    private Future<JsonObject> ofTwo(Wish wish, ProvenName actor) {
        if (wish.others.size() != 1) {
            throw invalidUsers();
        }
        return directs.open(actor, wish.others.iterator().next()).map(direct -> {
            JsonObject answer = answer(direct.groupId(), wish.name);
            return direct.existed() ? answer.put("message", "Group already exists") : answer;
        });
    }

    private Future<JsonObject> ofMany(Wish wish, ProvenName actor) {
        List<Long> others = new ArrayList<>(wish.others);
        return Future.all(others.stream()
                        .map(other -> directs.mayMeet(actor, other))
                        .toList())
                .compose(allowed -> bus.ask(
                        new CreateGroup(actor.identity().user(), GroupKind.PRIVATE, wish.name, null, null, others)))
                .map(group -> answer(group.id(), group.name()));
    }

    private static JsonObject answer(long groupId, String name) {
        return new JsonObject().put("group_id", groupId).put(NAME, name).put(OTHER_NAME, name);
    }

    private static Throwable refusal(Wish wish, Throwable cause) {
        if (!(cause instanceof Failure failure)) {
            return cause;
        }
        if (failure.code() == Code.INVALID && NAME.equals(failure.field())) {
            return FormsRoutes.invalid(NAME, wish.name, failure);
        }
        return switch (failure.code()) {
            case UNAUTHENTICATED -> MessageForm.notAMember();
            case NOT_FOUND, INVALID, FORBIDDEN -> invalidUsers();
            default -> failure;
        };
    }

    private static Refusal invalidUsers() {
        return Refusal.detail(400, "Group name already exists or invalid users");
    }
}
