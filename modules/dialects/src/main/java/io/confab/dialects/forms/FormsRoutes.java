package io.confab.dialects.forms;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Client;
import io.confab.contract.account.RegisterName;
import io.confab.contract.account.RegisteredName;
import io.confab.dialects.Answers;
import io.confab.dialects.Detail;
import io.confab.dialects.Door;
import io.confab.dialects.Fields;
import io.confab.dialects.Refusal;
import io.confab.dialects.Surroundings;
import io.confab.http.Routes;
import io.confab.http.edge.Exchange;
import io.confab.http.edge.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The three forms: {@code /register}, {@code /create_group}, {@code /send_message}. */
final class FormsRoutes implements Routes {

    private static final String REGISTER = "/register";
    private static final String CREATE_GROUP = "/create_group";
    private static final String SEND_MESSAGE = "/send_message";
    private static final Set<String> PATHS = Set.of(REGISTER, CREATE_GROUP, SEND_MESSAGE);

    private final Surroundings surroundings;
    private final Bus bus;
    private final GroupForm groups;
    private final MessageForm messages;

    FormsRoutes(Surroundings surroundings, Actors actors) {
        this.surroundings = surroundings;
        bus = surroundings.bus();
        Directs directs = new Directs(bus);
        groups = new GroupForm(bus, actors, directs);
        messages = new MessageForm(bus, actors, directs);
    }

    @Override
    public void mount(Router router) {
        Door door = new Door("forms", surroundings);
        PATHS.forEach(path -> door.mount(router, path));
        router.post(REGISTER).handler(ctx -> Answers.give(ctx, () -> register(ctx)));
        router.post(CREATE_GROUP).handler(ctx -> Answers.give(ctx, () -> groups.create(ctx)));
        router.post(SEND_MESSAGE).handler(ctx -> Answers.give(ctx, () -> messages.send(ctx)));
        PATHS.forEach(path -> router.route(path).handler(FormsRoutes::refuseMethod));
    }

    @Override
    public boolean owns(String path) {
        return PATHS.contains(path);
    }

    @Override
    public Object error(Problem problem, String requestId) {
        return Detail.of(problem);
    }

    private static void refuseMethod(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.ALLOW, "POST");
        ctx.fail(405);
    }

    private Future<JsonObject> register(RoutingContext ctx) {
        Fields form = Fields.ofForm(ctx);
        String name = form.text("username");
        form.check();
        Client client =
                new Client(Exchange.of(ctx).caller().address(), ctx.request().getHeader(HttpHeaders.USER_AGENT));
        return bus.ask(new RegisterName(name, Actors.browser(ctx), client))
                .map(registered -> answer(ctx, registered))
                .recover(cause -> Future.failedFuture(refusal(name, cause)));
    }

    private static JsonObject answer(RoutingContext ctx, RegisteredName registered) {
        Actors.keep(ctx, registered.browser());
        return new JsonObject()
                .put("user_id", registered.user().id())
                .put("username", registered.user().name())
                .put("token", registered.token());
    }

    private static Throwable refusal(String name, Throwable cause) {
        Failure failure = Failure.from(cause);
        if (failure.code() == Code.CONFLICT) {
            return Refusal.detail(400, "Username already exists");
        }
        return failure.code() == Code.INVALID ? invalid("username", name, failure) : cause;
    }

    /** A value that breaks a rule, in the words in which the older system told such. */
    static Refusal invalid(String field, String value, Failure failure) {
        return Refusal.detail(
                422,
                new JsonArray()
                        .add(new JsonObject()
                                .put("type", "value_error")
                                .put("loc", new JsonArray().add("body").add(field))
                                .put("msg", "Value error, " + failure.sentence())
                                .put("input", value)));
    }
}
