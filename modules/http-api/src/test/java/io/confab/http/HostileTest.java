package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Draining;
import io.confab.contract.group.Group;
import io.confab.contract.group.ListDirectory;
import io.confab.contract.group.ListGroups;
import io.confab.http.Client.Reply;
import io.confab.http.HttpConfig.Rate;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Server server = new Server();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersWhatIsNoHttpWithTheOneBody() {
        assertRefused("NONSENSE\r\n\r\n", 400, "INVALID");
        assertRefused("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "INVALID");
        assertRefused("GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n", 400, "INVALID");
        assertRefused("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: h\r\n\r\n", 414, "TOO_LARGE");
        assertRefused("GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(17_000) + "\r\n\r\n", 431, "TOO_LARGE");
        assertRefused(post("Content-Length: nonsense\r\n"), 400, "INVALID");
        assertRefused(post("Content-Length: -5\r\n"), 400, "INVALID");
        assertRefused(post("Content-Length: 2\r\nContent-Length: 3\r\n") + "{}", 400, "INVALID");
    }

    @Test
    void refusesALongBodyWithoutReadingIt() {
        String answer = server.raw(post("Content-Length: 1000000000\r\n"), PATIENCE);
        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"TOO_LARGE\"")
                .doesNotContain("[still open]");
        assertThat(answer).containsIgnoringCase("connection: close");
    }

    @Test
    void refusesABodyThatGrowsTooLong() {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        String answer = server.raw(post("Transfer-Encoding: chunked\r\n") + chunk.repeat(9), PATIENCE);
        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"TOO_LARGE\"")
                .doesNotContain("[still open]");
    }

    @Test
    void endsTheConnectionOfABrokenBody() {
        assertThat(server.raw(post("Transfer-Encoding: chunked\r\n") + "zz\r\n", PATIENCE))
                .doesNotContain("[still open]", "200", "500");
        server.client().get("/api/v1/account").is(200);
    }

    @Test
    void waitsForABodyOnlySoLong() {
        server.close();
        server = new Server(Configs.withBodyWithin(Duration.ofMillis(200)));
        String answer = server.raw(post("Content-Length: 100\r\n") + "{\"user", PATIENCE);
        assertThat(answer)
                .startsWith("HTTP/1.1 408 ")
                .contains("did not arrive in time")
                .doesNotContain("[still open]");
    }

    @Test
    void servesManyRequestsOnOneConnection() {
        String one = "GET /api/v1/account HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ann\r\n\r\n";
        String answer = server.raw(one.repeat(20) + one.replace("Host", "Connection: close\r\nHost"), PATIENCE);
        assertThat(answer.split("HTTP/1.1 200 OK", -1)).hasSize(22);
    }

    @Test
    void limitsAUser() {
        server.close();
        server = new Server(Configs.withRates(new Rate(1, 3), new Rate(0, 1)));
        Client ann = server.client();
        for (int i = 0; i < 3; i++) {
            ann.get("/api/v1/account").is(200);
        }
        Reply refused = ann.get("/api/v1/account").isError(429, "RATE_LIMITED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        ann.as("bob").get("/api/v1/account").is(200);
    }

    @Test
    void limitsAnAddress() {
        server.close();
        server = new Server(Configs.withRates(new Rate(0, 1), new Rate(1, 3)));
        Client stranger = server.client().as(null);
        for (int i = 0; i < 3; i++) {
            stranger.get("/api/v1/account").isError(401, "UNAUTHENTICATED");
        }
        assertThat(stranger.post("/api/v1/sessions", "{}")
                        .isError(429, "RATE_LIMITED")
                        .header("Retry-After"))
                .isEqualTo("1");
        stranger.get("/health/live").is(200);
    }

    @Test
    void saysNothingOfWhatBrokeInside() {
        server.bus.serve(ListGroups.class, list -> {
            throw new IllegalStateException("jdbc:mysql://root:secret@db");
        });
        Reply reply = server.client().get("/api/v1/groups").isError(500, "INTERNAL");
        assertThat(reply.text()).contains("Internal error").doesNotContain("secret", "Exception", "jdbc");
    }

    @Test
    void takesTokensFromTheHeaderAlone() {
        Client stranger = server.client().as(null);
        stranger.get("/api/v1/account?access_token=ann").isError(401, "UNAUTHENTICATED");
        stranger.send("GET", "/api/v1/account", null, "Cookie", "access_token=ann; confab_refresh=ann")
                .isError(401, "UNAUTHENTICATED");
        for (String header : List.of(
                "ann", "Basic ann", "Bearer", "Bearer ", "Bearer  ", "Bearer ann ann", "Bearer " + "x".repeat(8_000))) {
            stranger.send("GET", "/api/v1/account", null, "Authorization", header)
                    .isError(401, "UNAUTHENTICATED");
        }
        stranger.send("GET", "/api/v1/account", null, "Authorization", "bearer ann")
                .is(200);
    }

    @Test
    void servesReadsOnlyWhileItStops() {
        server.bus.serve(ListDirectory.class, list -> Future.succeededFuture(List.<Group>of()));
        server.bus.announce(Draining.class, new Draining(2_000));
        Client ann = server.client();
        Reply refused = ann.await("POST", "/api/v1/groups/1/messages", "{}", answer -> answer.status() == 503);
        assertThat(refused.isError(503, "UNAVAILABLE").header("Retry-After")).isEqualTo("1");
        ann.get("/api/v1/groups/directory").is(200);
        ann.get("/health/live").is(200);
    }

    private void assertRefused(String request, int status, String code) {
        String answer = server.raw(request, PATIENCE);
        assertThat(answer)
                .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                .contains("{\"error\":{\"code\":\"" + code + "\"", "\"request_id\":\"", "application/json");
    }

    private static String post(String headers) {
        return "POST /api/v1/sessions HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    }
}
