package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.confab.contract.Failure;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.ListSessions;
import io.confab.contract.account.SignIn;
import io.confab.http.Client.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EdgeTest {

    private Server server = new Server();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void putsTheSecurityHeadersOnEveryAnswer() {
        Client ann = server.client();
        List<Reply> replies = List.of(
                ann.get("/api/v1/account"),
                ann.get("/api/v1/groups/x"),
                ann.as(null).get("/api/v1/groups"),
                ann.get("/nothing"),
                ann.send("DELETE", "/health/live", null),
                ann.get("/health/live"),
                ann.get("/metrics"),
                ann.get("/"),
                ann.get("/docs"));
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Server")).isEmpty();
        });
        assertThat(ann.get("/api/v1/account").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void takesAWellFormedRequestIdAndMakesOneOtherwise() {
        Client ann = server.client();
        assertThat(id(ann, "abc-DEF_1.2")).isEqualTo("abc-DEF_1.2");
        assertThat(id(ann, "x".repeat(64))).isEqualTo("x".repeat(64));
        for (String bad : List.of("x".repeat(65), "a b", "a\tb", "{}", "é", "<b>")) {
            assertThat(id(ann, bad)).matches("[0-9a-f]{16}");
        }
        assertThat(ann.get("/nothing").header("X-Request-Id"))
                .isNotEqualTo(ann.get("/nothing").header("X-Request-Id"));
    }

    @Test
    void servesPagesOfItsOwnHost() {
        Client ann = server.client();
        for (String origin : List.of("http://127.0.0.1:" + server.port(), "https://127.0.0.1:" + server.port())) {
            Reply reply =
                    ann.send("GET", "/api/v1/account", null, "Origin", origin).is(200);
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void answersOnlyByTheNamesItIsKnownBy() {
        server.close();
        server = new Server(Configs.withHosts("chat.example.org"));
        for (String host : List.of(
                "chat.example.org",
                "CHAT.example.org:8000",
                "chat.example.org.",
                "localhost:8000",
                "app.localhost",
                "127.0.0.1:8000",
                "192.0.2.7",
                "[::1]:8000")) {
            assertThat(askedAs("Host: " + host)).as(host).startsWith("HTTP/1.1 200");
        }
        for (String host : List.of(
                "evil.example",
                "evil.example:8000",
                "chat.example.org.evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "[evil]",
                "")) {
            assertThat(askedAs("Host: " + host))
                    .as(host)
                    .startsWith("HTTP/1.1 421")
                    .contains("CONFAB_HOSTS");
        }
        assertThat(askedAs("Host: localhost\r\nHost: evil.example")).startsWith("HTTP/1.1 421");
    }

    private String askedAs(String host) {
        return server.raw(
                "GET /health/live HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n", Duration.ofSeconds(10));
    }

    @Test
    void refusesPagesOfOtherHosts() {
        Client ann = server.client();
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "http://127.0.0.1:1",
                "http://127.0.0.1",
                "http://127.0.0.1.evil.example:" + server.port(),
                "%%%",
                "http://evil.example@127.0.0.1")) {
            Reply reply =
                    ann.send("GET", "/api/v1/account", null, "Origin", origin).isError(403, "FORBIDDEN");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            ann.send("OPTIONS", "/api/v1/account", null, "Origin", origin, "Access-Control-Request-Method", "GET")
                    .isError(403, "FORBIDDEN");
        }
    }

    @Test
    void tellsBrowsersWhatListedPagesMayDo() {
        server.close();
        server = new Server(Configs.withOrigins("https://app.example", "http://localhost:5173/"));
        Client ann = server.client();
        Reply preflight = ann.as(null)
                .send(
                        "OPTIONS",
                        "/api/v1/groups/1/messages",
                        null,
                        "Origin",
                        "https://app.example",
                        "Access-Control-Request-Method",
                        "POST");
        assertThat(preflight.is(204).header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(preflight.header("Access-Control-Allow-Methods").split(",", -1))
                .contains("POST", "PATCH", "DELETE");
        assertThat(preflight.header("Access-Control-Allow-Headers").split(",", -1))
                .contains("Authorization", "Idempotency-Key");

        Reply answer = ann.send("GET", "/api/v1/account", null, "Origin", "http://localhost:5173")
                .is(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:5173");
        assertThat(answer.header("Vary")).containsIgnoringCase("origin");
        Reply error = ann.as(null).send("GET", "/api/v1/account", null, "Origin", "https://app.example");
        assertThat(error.isError(401, "UNAUTHENTICATED").header("Access-Control-Allow-Origin"))
                .isEqualTo("https://app.example");
        ann.send("GET", "/api/v1/account", null, "Origin", "https://app.example.evil")
                .isError(403, "FORBIDDEN");
    }

    @Test
    void refusesToOpenTheApiToEveryPage() {
        assertThatThrownBy(() -> Configs.withOrigins("*")).hasMessageStartingWith("CORS_ORIGINS must list origins");
    }

    @Test
    void writesOneLinePerRequestWithoutSecrets() throws InterruptedException {
        server.bus.serve(ListSessions.class, list -> Future.succeededFuture(List.<AccountSession>of()));
        try (AccessLog log = new AccessLog()) {
            server.client().send("GET", "/api/v1/sessions?limit=secret", null, "X-Request-Id", "line-1");
            assertThat(log.line("line-1"))
                    .matches("GET /api/v1/sessions 200 15B \\d+\\.\\dms req=line-1 user=7 addr=127\\.0\\.0\\.1");
            server.client()
                    .as(null)
                    .send("POST", "/api/v1/sessions", "{\"password\":\"secret\"}", "X-Request-Id", "line-2");
            assertThat(log.line("line-2"))
                    .matches("POST /api/v1/sessions 400 \\d+B \\d+\\.\\dms req=line-2 user=- addr=127\\.0\\.0\\.1");
            server.raw(
                    "GET /a%0d%0aforged\u00ff\u0085?x HTTP/1.1\r\nHost: h\r\nX-Request-Id: line-3\r\nConnection: close\r\n\r\n",
                    Duration.ofSeconds(5));
            assertThat(log.line("line-3")).startsWith("GET /a%0d%0aforged\\u00ff\\u0085 ");
            server.client().send("GET", "/" + "x".repeat(1_000), null, "X-Request-Id", "line-4");
            assertThat(log.line("line-4")).hasSizeLessThan(320);
            assertThat(log.all).noneMatch(line -> line.contains("secret") || line.contains("Bearer"));
        }
    }

    @Test
    void believesNobodyAboutTheAddressButItsProxies() {
        tellAddresses();
        assertThat(addressSeen("203.0.113.9")).isEqualTo("127.0.0.1");
        server.close();
        server = new Server(Configs.withProxies("127.0.0.1", "10.0.0.2", "2001:DB8::2"));
        tellAddresses();
        assertThat(addressSeen("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(addressSeen("1.1.1.1, 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(addressSeen("1.1.1.1, 203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
        assertThat(addressSeen("2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(addressSeen("203.0.113.9, 2001:db8:0:0::2")).isEqualTo("203.0.113.9");
        assertThat(addressSeen("nonsense")).isEqualTo("127.0.0.1");
        assertThat(addressSeen("203.0.113.9, localhost")).isEqualTo("127.0.0.1");
        assertThat(addressSeen("")).isEqualTo("127.0.0.1");
    }

    private String addressSeen(String forwardedFor) {
        return server.client()
                .send(
                        "POST",
                        "/api/v1/sessions",
                        "{\"username\":\"a\",\"password\":\"b\"}",
                        "X-Forwarded-For",
                        forwardedFor)
                .isError(503, "UNAVAILABLE")
                .json()
                .at("/error/message")
                .asText();
    }

    private void tellAddresses() {
        server.bus.serve(
                SignIn.class,
                signIn ->
                        Future.failedFuture(Failure.unavailable(signIn.client().address())));
    }

    private static String id(Client client, String offered) {
        return client.send("GET", "/api/v1/account", null, "X-Request-Id", offered)
                .header("X-Request-Id");
    }

    /** Catches what the logger {@code access} writes. */
    private static final class AccessLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Logger logger = (Logger) LoggerFactory.getLogger("access");
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final List<String> all = new ArrayList<>();

        AccessLog() {
            logger.setLevel(Level.INFO);
            logger.setAdditive(false);
            logger.addAppender(this);
            start();
        }

        String line(String requestId) throws InterruptedException {
            for (String line = next(); line != null; line = next()) {
                all.add(line);
                if (line.contains("req=" + requestId + " ")) {
                    return line;
                }
            }
            throw new AssertionError("No line for " + requestId);
        }

        private String next() throws InterruptedException {
            return lines.poll(5, TimeUnit.SECONDS);
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }

        @Override
        public void close() {
            logger.detachAppender(this);
        }
    }
}
