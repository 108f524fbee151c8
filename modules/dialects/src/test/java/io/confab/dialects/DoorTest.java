package io.confab.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Bus;
import io.confab.contract.Draining;
import io.confab.contract.account.Access;
import io.confab.http.edge.Edge;
import io.confab.http.edge.Errors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A contract of the test's own behind the door, over HTTP. */
class DoorTest {

    private static final String LISTED = "http://pages.example";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private HttpServer server;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        Edge edge = new Edge(Set.of(), Set.of(), (ctx, exchange) -> {});
        Surroundings surroundings = new Surroundings(bus, vertx, Access.OPEN, "general", List.of(LISTED), true);
        Door door = new Door("test", surroundings);
        edge.mount(router);
        new Errors(edge, List.of(new Elsewhere())).mount(router);
        door.mount(router, "/old/*");
        router.post("/old/json")
                .handler(ctx -> Answers.give(ctx, () -> {
                    Fields fields = Fields.ofJson(ctx);
                    String name = fields.text("name");
                    fields.check();
                    return Future.succeededFuture(
                            new JsonObject().put("name", name).putNull("none"));
                }));
        router.post("/old/form")
                .handler(ctx -> Answers.give(ctx, 201, () -> {
                    Fields fields = Fields.ofForm(ctx);
                    String name = fields.text("name");
                    long id = fields.integer("id");
                    fields.check();
                    return Future.succeededFuture(
                            new JsonObject().put("name", name).put("id", id));
                }));
        router.get("/old/read").handler(ctx -> Answers.give(ctx, () -> Future.succeededFuture(List.of(1, 2))));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void readsJsonAndFormsInEitherEncoding() {
        assertAnswer(post("/old/json", "application/json", "{\"name\":\"é\"}"), 200, "{\"name\":\"é\",\"none\":null}");
        assertAnswer(post("/old/json", null, "{\"name\":\"a\"}"), 200, "{\"name\":\"a\",\"none\":null}");
        assertAnswer(
                post("/old/form", "application/x-www-form-urlencoded", "name=a%20%C3%A9+b&id=12"),
                201,
                "{\"name\":\"a é b\",\"id\":12}");
        String part = "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        assertAnswer(
                post(
                        "/old/form",
                        "multipart/form-data; boundary=x",
                        part.formatted("name", "a") + part.formatted("id", "7") + "--x--\r\n"),
                201,
                "{\"name\":\"a\",\"id\":7}");
        assertAnswer(
                post("/old/form", "application/json", "{\"name\":\"a\",\"id\":\"8\"}"),
                201,
                "{\"name\":\"a\",\"id\":8}");
    }

    @Test
    void tellsAllFaultsOfABodyInTheWordsOfTheOldLibrary() {
        assertFaults(
                post("/old/json", "application/json", "{}"),
                "{'type':'missing','loc':['body','name'],'msg':'Field required','input':{}}");
        assertFaults(
                post("/old/json", "application/json", "{\"name\":5}"),
                "{'type':'string_type','loc':['body','name'],'msg':'Input should be a valid string','input':5}");
        assertFaults(
                post("/old/json", "application/json", ""),
                "{'type':'missing','loc':['body'],'msg':'Field required','input':null}");
        assertFaults(
                post("/old/json", "application/json", "{\"name\":"),
                "{'type':'json_invalid','loc':['body',0],'msg':'JSON decode error','input':{},"
                        + "'ctx':{'error':'Expecting value'}}");
        assertFaults(
                post("/old/json", "application/x-www-form-urlencoded", "name=a"),
                "{'type':'model_attributes_type','loc':['body'],'msg':'Input should be a valid dictionary or object to"
                        + " extract fields from','input':'name=a'}");
        assertFaults(
                post("/old/form", "application/x-www-form-urlencoded", "id=abc&name="),
                "{'type':'missing','loc':['body','name'],'msg':'Field required','input':null},"
                        + "{'type':'int_parsing','loc':['body','id'],'msg':'Input should be a valid integer, unable to"
                        + " parse string as an integer','input':'abc'}");
    }

    @Test
    void refusesBodiesThatHideSomething() {
        assertThat(post("/old/json", "application/json", "{\"name\":\"a\",\"name\":\"b\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/old/json", "application/json", "[".repeat(5_000)).statusCode())
                .isEqualTo(422);
        assertThat(post("/old/json", "application/json", "x".repeat(Door.MAX_BODY + 1))
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/old/form", "application/x-www-form-urlencoded", "name=a&id=99999999999999999999")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void tellsUnknownAddressesAndMethodsInTheOldBodyAndNativeOnesInTheirs() {
        assertAnswer(get("/nowhere", null), 404, "{\"detail\":\"Not Found\"}");
        assertAnswer(get("/old/json", null), 405, "{\"detail\":\"Method Not Allowed\"}");
        assertThat(get("/api/v1/nowhere", null).body()).startsWith("{\"error\":{\"code\":\"NOT_FOUND\"");
        assertThat(get("/api/v12", null).body()).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @Test
    void letsListedPagesInAndNoOthers() {
        HttpResponse<String> listed = get("/old/read", LISTED);
        assertThat(listed.headers().firstValue("access-control-allow-origin")).hasValue(LISTED);
        assertThat(listed.headers().firstValue("access-control-allow-credentials"))
                .hasValue("true");
        assertThat(listed.headers().allValues("vary")).contains("Origin");

        HttpResponse<String> foreign = get("/old/read", "http://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(200);
        assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(send(request("/old/json")
                                .header("Origin", "http://evil.example")
                                .POST(BodyPublishers.ofString("{\"name\":\"a\"}")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void answersPreflightsAsTheOldServersDid() {
        HttpResponse<String> allowed = preflight(LISTED);
        assertAnswer(allowed, 200, "OK");
        assertThat(allowed.headers().firstValue("access-control-max-age")).hasValue("600");
        assertThat(allowed.headers().firstValue("access-control-allow-headers")).hasValue("content-type");
        assertThat(allowed.headers().firstValue("access-control-allow-methods").orElseThrow())
                .contains("POST", "DELETE");

        assertAnswer(preflight("http://evil.example"), 400, "Disallowed CORS origin");
    }

    @Test
    void takesNothingThatIsToBeStoredOnceTheNodeIsStopping() {
        bus.announce(Draining.class, new Draining(0));

        assertThat(post("/old/json", "application/json", "{\"name\":\"a\"}").statusCode())
                .isEqualTo(503);
        assertThat(get("/old/read", null).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> preflight(String origin) {
        return send(request("/old/json")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private HttpResponse<String> post(String path, String type, String body) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        return send(request);
    }

    private HttpResponse<String> get(String path, String origin) {
        HttpRequest.Builder request = request(path);
        if (origin != null) {
            request.header("Origin", origin);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static void assertFaults(HttpResponse<String> answer, String faults) {
        assertAnswer(answer, 422, "{\"detail\":[" + faults.replace('\'', '"') + "]}");
    }
}
