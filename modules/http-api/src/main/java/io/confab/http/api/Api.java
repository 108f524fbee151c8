package io.confab.http.api;

import static io.vertx.core.http.HttpHeaders.ALLOW;

import io.confab.contract.Bus;
import io.confab.contract.Wire;
import io.confab.http.HttpConfig;
import io.confab.http.edge.Origins;
import io.confab.http.edge.Reads;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts the operations under {@code /api/v1}: origin, rate, body, then who asks and whether the contract is kept. */
public final class Api {

    private static final String EVERYTHING = ApiDocument.BASE + "/*";

    private final Vertx vertx;
    private final ApiDocument document;
    private final Operations operations;
    private final Admission admission;
    private final Intake intake;
    private final Origins origins;

    /** The API of one event loop. */
    public Api(Vertx vertx, Bus bus, HttpConfig config, ApiDocument document) {
        this.vertx = vertx;
        this.document = document;
        origins = new Origins(config.corsOrigins());
        operations = new Operations(bus, origins, config.access());
        admission = new Admission(bus, config.perUser());
        intake = new Intake(vertx, config);
    }

    /** Adds the routes; call it once. */
    public void mount(Router router) {
        router.route(EVERYTHING).handler(origins::check);
        router.route(EVERYTHING).handler(intake::begin);
        router.route(EVERYTHING).handler(intake.body());
        router.route(EVERYTHING).handler(intake::end);
        router.route(EVERYTHING).subRouter(operationsRouter());
    }

    /** From now on only reads are served: the node is stopping. */
    public void drain() {
        intake.drain();
    }

    private Router operationsRouter() {
        RouterBuilder builder = RouterBuilder.create(vertx, document.contract(), admission);
        builder.getRoutes().forEach(this::bind);
        Router router = builder.createRouter();
        router.getRoutes().forEach(Api::answerHeadLikeGet);
        document.contract().getPaths().forEach(path -> refuseOtherMethods(router, path));
        return router;
    }

    private void bind(OpenAPIRoute route) {
        Operations.Handler handler = operations.of(route.getOperation().getOperationId());
        // who asks is settled by Admission, before the contract is looked at
        route.setDoSecurity(false).addHandler(ctx -> serve(ctx, handler));
    }

    private static void serve(RoutingContext ctx, Operations.Handler handler) {
        handler.serve(new Call(ctx)).onSuccess(answer -> send(ctx, answer)).onFailure(ctx::fail);
    }

    private static void send(RoutingContext ctx, Answer answer) {
        HttpServerResponse response = ctx.response().setStatusCode(answer.status());
        if (answer.location() != null) {
            response.putHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.body() == null) {
            response.end();
        } else {
            Reads.send(ctx, "application/json", Buffer.buffer(Wire.bytes(answer.body())));
        }
    }

    private static void answerHeadLikeGet(Route route) {
        if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
            route.method(HttpMethod.HEAD);
        }
    }

    private static void refuseOtherMethods(Router router, Path path) {
        Set<String> methods = path.getOperations().stream()
                .map(Operation::getHttpMethod)
                .map(HttpMethod::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        String allow = String.join(", ", methods);
        router.route(path.getName().replaceAll("\\{(.*?)}", ":$1")).handler(ctx -> {
            ctx.response().putHeader(ALLOW, allow);
            if (HttpMethod.OPTIONS.equals(ctx.request().method())) {
                ctx.response().setStatusCode(204).end();
            } else {
                ctx.fail(405);
            }
        });
    }
}
