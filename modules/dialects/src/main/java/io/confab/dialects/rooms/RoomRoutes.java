package io.confab.dialects.rooms;

import static io.vertx.core.http.HttpHeaders.ACCEPT;
import static io.vertx.core.http.HttpHeaders.ALLOW;
import static io.vertx.core.http.HttpHeaders.VARY;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Identity;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.ListDirectory;
import io.confab.contract.group.OpenPublicGroup;
import io.confab.contract.presence.CountOnline;
import io.confab.dialects.Answers;
import io.confab.dialects.Bearer;
import io.confab.dialects.Detail;
import io.confab.dialects.Door;
import io.confab.dialects.Fields;
import io.confab.dialects.Surroundings;
import io.confab.dialects.Times;
import io.confab.http.Routes;
import io.confab.http.edge.Exchange;
import io.confab.http.edge.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rooms over HTTP: listing, making, and the greeting at {@code /}. */
final class RoomRoutes implements Routes {

    private static final int PAGE = 200;
    private static final int MOST = 2_000;
    private static final int LONGEST_NAME = 30;
    private static final Map<String, String> GREETING =
            Map.of("status", "online", "message", "WebSocket Chat API is running");

    private final Surroundings surroundings;
    private final Bus bus;
    private final Door door;
    private final Creations creations = new Creations(System::nanoTime);

    RoomRoutes(Surroundings surroundings) {
        this.surroundings = surroundings;
        bus = surroundings.bus();
        door = new Door("rooms", surroundings);
    }

    @Override
    public void mount(Router router) {
        door.mount(router, "/");
        router.route("/").handler(RoomRoutes::greet);
        router.get("/redoc").handler(ctx -> ctx.reroute("/docs"));
        door.mount(router, "/api/rooms");
        router.get("/api/rooms").handler(ctx -> Answers.give(ctx, () -> list(ctx)));
        router.post("/api/rooms").handler(ctx -> Answers.give(ctx, () -> create(ctx)));
        Door.refuseOthers(router, "/api/rooms", "GET, POST");
    }

    @Override
    public boolean owns(String path) {
        return path.equals("/api/rooms");
    }

    @Override
    public Object error(Problem problem, String requestId) {
        return Detail.of(problem);
    }

    /** Browsers get the page, programs a sign of life. */
    private static void greet(RoutingContext ctx) {
        String accept = ctx.request().getHeader(ACCEPT);
        MultiMap headers = ctx.response().headers();
        ctx.addHeadersEndHandler(
                sent -> headers.set(VARY, headers.contains(VARY) ? headers.get(VARY) + ", Accept" : "Accept"));
        if (accept != null && accept.contains("text/html")) {
            ctx.next();
        } else if (ctx.request().method().equals(HttpMethod.GET)) {
            Answers.send(ctx, 200, GREETING);
        } else {
            headers.set(ALLOW, "GET");
            ctx.fail(405);
        }
    }

    private Future<JsonArray> list(RoutingContext ctx) {
        return Bearer.identityOrGuest(surroundings, ctx.request())
                .compose(who -> rooms(new ArrayList<>()))
                .compose(rooms -> bus.ask(
                                new CountOnline(rooms.stream().map(Group::id).toList()))
                        .map(counts -> new JsonArray(rooms.stream()
                                .map(room -> shown(room, counts.getOrDefault(room.id(), 0)))
                                .toList())));
    }

    private Future<List<Group>> rooms(List<Group> found) {
        long after = found.isEmpty() ? 0 : found.get(found.size() - 1).id();
        return bus.ask(new ListDirectory(after, PAGE)).compose(page -> {
            found.addAll(page);
            return page.size() < PAGE || found.size() >= MOST ? Future.succeededFuture(found) : rooms(found);
        });
    }

    private Future<JsonObject> create(RoutingContext ctx) {
        Fields fields = Fields.ofJson(ctx);
        String name = name(fields);
        return Bearer.identityOrGuest(surroundings, ctx.request())
                .compose(who -> {
                    creations.count(Exchange.of(ctx).caller().network());
                    return make(who, name);
                })
                .map(room -> shown(room, 0))
                .recover(cause -> Future.failedFuture(inOldWords(fields, name, cause)));
    }

    /** Rooms of nobody in particular have no owner; whoever shows an account owns what he makes. */
    private Future<Group> make(Identity who, String name) {
        return bus.ask(
                who == null
                        ? new OpenPublicGroup(name, null)
                        : new CreateGroup(who.user(), GroupKind.PUBLIC, name, null, null, List.of()));
    }

    private static String name(Fields fields) {
        String name = fields.text("name");
        fields.check();
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            fields.fault(
                    "string_too_short",
                    "name",
                    "String should have at least 1 character",
                    name,
                    new JsonObject().put("min_length", 1));
        } else if (stripped.codePointCount(0, stripped.length()) > LONGEST_NAME) {
            fields.fault(
                    "string_too_long",
                    "name",
                    "String should have at most " + LONGEST_NAME + " characters",
                    name,
                    new JsonObject().put("max_length", LONGEST_NAME));
        }
        fields.check();
        return stripped;
    }

    private static Throwable inOldWords(Fields fields, String name, Throwable cause) {
        return cause instanceof Failure failure && failure.code() == Code.INVALID
                ? fields.invalid("name", failure.sentence(), name)
                : cause;
    }

    private static JsonObject shown(Group room, int members) {
        return new JsonObject()
                .put("id", room.slug())
                .put("name", room.name())
                .put("created_at", Times.millis(room.createdAt()))
                .put("member_count", members);
    }
}
