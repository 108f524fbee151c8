package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.http.Client.Reply;
import io.vertx.openapi.contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the OpenAPI file: what holds for every operation. */
class ContractTest {

    private static final Set<String> PUBLIC =
            Set.of("register", "signIn", "refreshSession", "showServer", "comeInAsGuest");
    private static final String DEEP = "[".repeat(10_000);

    private static Server server;

    @BeforeAll
    static void open() {
        server = new Server(Configs.withRates(new HttpConfig.Rate(0, 1), new HttpConfig.Rate(0, 1)));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static List<Operation> operations() {
        return Server.document().contract().operations();
    }

    static List<Operation> operationsWithBody() {
        return operations().stream()
                .filter(operation -> operation.getRequestBody() != null)
                .toList();
    }

    @Test
    void makesExactlyTheSignInOperationsPublic() {
        assertThat(operations().stream()
                        .filter(operation -> operation.getSecurityRequirements().isEmpty())
                        .map(Operation::getOperationId))
                .containsExactlyInAnyOrderElementsOf(PUBLIC);
    }

    @Test
    void describesEveryOperation() {
        assertThat(operations()).hasSize(39).allSatisfy(operation -> {
            assertThat(operation.getOpenAPIModel().getString("summary")).isNotEmpty();
            assertThat(operation.getTags()).hasSize(1);
            assertThat(operation.getDefaultResponse()).isNotNull();
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesEveryOperationWithoutAToken(Operation operation) {
        Reply reply = call(server.client().as(null), operation, exampleBody(operation));
        if (PUBLIC.contains(operation.getOperationId())) {
            assertThat(reply.status()).isNotEqualTo(401);
        } else {
            assertThat(reply.isError(401, "UNAUTHENTICATED").header("WWW-Authenticate"))
                    .isEqualTo("Bearer");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesEveryOperationWithAForgedToken(Operation operation) {
        Reply reply = call(server.client().as("forged"), operation, "not even JSON");
        if (!PUBLIC.contains(operation.getOperationId())) {
            assertThat(reply.isError(401, "UNAUTHENTICATED").header("WWW-Authenticate"))
                    .isEqualTo("Bearer error=\"invalid_token\"");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void saysWhichMethodsAnAddressKnows(Operation operation) {
        Reply refused = server.client().send("TRACK", path(operation), null);
        refused.isError(405, "METHOD_NOT_ALLOWED");
        Reply options = server.client().send("OPTIONS", path(operation), null).is(204);
        assertThat(List.of(options.header("Allow").split(", ", -1)))
                .contains(operation.getHttpMethod().name(), "OPTIONS")
                .isEqualTo(List.of(refused.header("Allow").split(", ", -1)));
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void refusesBodiesThatAreNoJsonObject(Operation operation) {
        for (String body : List.of("", "nonsense", "[]", "\"text\"", "5", "null", "{", "{} {}", "{\"a\":1,}")) {
            call(server.client(), operation, body).isError(400, "INVALID").about("body");
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void refusesBodiesThatWouldHurt(Operation operation) {
        Client client = server.client();
        call(client, operation, DEEP).isError(400, "INVALID").about("body");
        call(client, operation, DEEP.replace("[", "{\"a\":"))
                .isError(400, "INVALID")
                .about("body");
        call(client, operation, "{\"x\":1,\"x\":2}").isError(400, "INVALID").about("body");
        call(client, operation, "{\"x\":\"" + "x".repeat(128 * 1024) + "\"}").isError(413, "TOO_LARGE");
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void takesUtf8JsonOnly(Operation operation) {
        Client client = server.client();
        String json = exampleBody(operation);
        byte[] notUtf8 = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
        send(client, operation, notUtf8, "application/json")
                .isError(400, "INVALID")
                .about("body");
        send(client, operation, json.getBytes(StandardCharsets.UTF_16), "application/json")
                .isError(400, "INVALID")
                .about("body");
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=latin1",
                "application/jsonp",
                "")) {
            send(client, operation, json.getBytes(StandardCharsets.UTF_8), type).isError(415, "UNSUPPORTED_MEDIA_TYPE");
        }
        assertThat(send(client, operation, json.getBytes(StandardCharsets.UTF_8), "Application/JSON; Charset=\"UTF-8\"")
                        .status())
                .isNotIn(400, 415);
        client.send(operation.getHttpMethod().name(), path(operation), json, "Content-Encoding", "gzip")
                .isError(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void showsAnExampleThatItWouldAccept(Operation operation) {
        // nobody serves on the bus here, so what passes the contract ends as UNAVAILABLE
        call(server.client(), operation, exampleBody(operation)).isError(503, "UNAVAILABLE");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesPathParametersThatAreNoNumbers(Operation operation) {
        for (String name : pathParameters(operation)) {
            for (String value :
                    List.of("0", "-1", "1.5", "abc", "99999999999999999999", "%00", "1%20or%201=1", "%27")) {
                if (!"slug".equals(name) || value.startsWith("%") || value.contains("%") || value.contains(".")) {
                    String path = path(operation, name, value);
                    server.client()
                            .send(operation.getHttpMethod().name(), path, exampleBody(operation))
                            .isError(400, "INVALID")
                            .about(name);
                }
            }
        }
    }

    @Test
    void answersHeadLikeGetWithoutABody() {
        Reply reply = server.client().send("HEAD", "/api/v1/account", null);
        assertThat(reply.is(200).bytes()).isEmpty();
        assertThat(reply.header("Content-Length"))
                .isEqualTo(server.client().get("/api/v1/account").header("Content-Length"));
    }

    private static Reply call(Client client, Operation operation, String body) {
        return client.send(
                operation.getHttpMethod().name(), path(operation), operation.getRequestBody() == null ? null : body);
    }

    private static Reply send(Client client, Operation operation, byte[] body, String contentType) {
        return client.sendBytes(operation.getHttpMethod().name(), path(operation), body, contentType);
    }

    private static String exampleBody(Operation operation) {
        return operation.getRequestBody() == null
                ? null
                : operation
                        .getRequestBody()
                        .getContent()
                        .get("application/json")
                        .getOpenAPIModel()
                        .getJsonObject("example")
                        .encode();
    }

    private static Set<String> pathParameters(Operation operation) {
        return operation.getParameters().stream()
                .map(parameter -> parameter.getName())
                .filter(name -> operation.getOpenAPIPath().contains("{" + name + "}"))
                .collect(Collectors.toSet());
    }

    private static String path(Operation operation) {
        return path(operation, "", "");
    }

    private static String path(Operation operation, String name, String value) {
        String path = operation.getAbsoluteOpenAPIPath().replace("{" + name + "}", value);
        path = path.replace("{slug}", "general").replaceAll("\\{.*?}", "1");
        return "findUsers".equals(operation.getOperationId()) ? path + "?name=a" : path;
    }
}
