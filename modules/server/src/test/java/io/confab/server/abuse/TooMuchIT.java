package io.confab.server.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.server.RunningServer;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RawExchange;
import io.confab.testkit.client.RestClient.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Too long, too deep, too many, and out of the folder: refused in time with a clear answer, and nobody else notices. */
class TooMuchIT {

    private static final String SECRET = "nobody may read this";
    private static final int DEEP = 10_000;

    @TempDir
    private static Path folder;

    private static RunningServer server;
    private static NativeClients clients;
    private static Person ann;

    @BeforeAll
    static void start() throws IOException {
        Path webroot = Files.createDirectories(folder.resolve("webroot"));
        Files.writeString(webroot.resolve("index.html"), "<!doctype html><title>page</title>");
        Files.writeString(webroot.resolve(".hidden"), SECRET);
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        Files.createSymbolicLink(webroot.resolve("link.txt"), folder.resolve("secret.txt"));
        server = RunningServer.start(Map.of(
                "MYSQL_URI", Services.mysql(), "CONFAB_WEBROOT", webroot.toString(), "CONFAB_RATE_USER", "1000"));
        clients = new NativeClients();
        ann = server.rest().register("ann");
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/./../secret.txt",
                "/%2e%2e/secret.txt",
                "/%2e%2e%2fsecret.txt",
                "/..%2fsecret.txt",
                "/%252e%252e%252fsecret.txt",
                "/%252e%252e/secret.txt",
                "/..\\secret.txt",
                "/..%5csecret.txt",
                "/..%255csecret.txt",
                "/%c0%ae%c0%ae/secret.txt",
                "/%c0%ae%c0%ae%c0%afsecret.txt",
                "/%e0%80%ae%e0%80%ae/secret.txt",
                "/%uff0e%uff0e/secret.txt",
                "/....//secret.txt",
                "/..;/secret.txt",
                "/x/../../secret.txt",
                "/g/../../secret.txt",
                "/api/v1/../../../secret.txt",
                "//secret.txt",
                "///../secret.txt",
                "/%2f%2e%2e/secret.txt",
                "/index.html/../../secret.txt",
                "/../secret.txt%00.html",
                "/%00/../secret.txt",
                "/index.html%00.txt",
                "/link.txt",
                "/.hidden",
                "/%2ehidden",
                "FOLDER/secret.txt",
                "/FOLDER/secret.txt",
                "file:///FOLDER/secret.txt",
                "http://127.0.0.1/../secret.txt",
                "../secret.txt",
                "*"
            })
    void servesNothingOutsideThePagesFolder(String target) {
        String path = target.replace("FOLDER", folder.toAbsolutePath().toString());
        for (String method : new String[] {"GET", "HEAD", "POST", "OPTIONS", "TRACE"}) {
            String answer = ask(method + " " + path + " HTTP/1.1\r\n");
            assertThat(answer).as(method).doesNotContain(SECRET).doesNotContain("HTTP/1.1 5");
            // an address without a file is not redirected, listed or explained
            assertThat(answer)
                    .containsPattern("\\AHTTP/1\\.1 (400|404|405|200|204)")
                    .doesNotContain(folder.toString());
        }
    }

    @Test
    void refusesAddressesAndHeadersThatAreTooLong() {
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n", "414");
        requests.put("GET /?" + "x".repeat(100_000) + " HTTP/1.1\r\n", "414");
        requests.put("X".repeat(9_000) + " / HTTP/1.1\r\n", "4(00|14)");
        requests.put("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n", "431");
        requests.put("GET / HTTP/1.1\r\n" + many("X-%d: x\r\n", 5_000), "431");
        requests.put("GET / HTTP/1.1\r\nCookie: " + "a=b; ".repeat(5_000) + "\r\n", "431");
        requests.put("GET / HTTP/9.9\r\n", "(400|505|501)");
        requests.put("NONSENSE\r\n", "400");
        requests.forEach((request, status) -> assertThat(ask(request))
                .as(request.substring(0, Math.min(60, request.length())))
                .containsPattern("\\AHTTP/\\d\\.\\d " + status));
    }

    @Test
    void refusesBodiesThatAreTooLongOrLieAboutTheirLength() {
        String post = "POST /api/v1/accounts HTTP/1.1\r\nContent-Type: application/json\r\n";
        assertThat(ask(post + "Content-Length: 140000\r\n", "x".repeat(140_000)))
                .startsWith("HTTP/1.1 413");
        assertThat(ask(post + "Content-Length: 999999999999\r\n", "{}")).startsWith("HTTP/1.1 413");
        // with lengths that are none the connection ends, with or without a word
        for (String length : new String[] {"99999999999999999999999", "-1", "2\r\nContent-Length: 3", "two"}) {
            assertThat(ask(post + "Content-Length: " + length + "\r\n", "{}"))
                    .as(length)
                    .containsPattern("\\A(HTTP/1\\.1 4|\\z)");
        }
        String chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";
        assertThat(ask(post + "Transfer-Encoding: chunked\r\n", chunk.repeat(40)))
                .startsWith("HTTP/1.1 413");
        assertThat(ask(post + "Transfer-Encoding: chunked\r\n", "zzz\r\nx\r\n")).doesNotContain("HTTP/1.1 2");
        assertThat(ask(post + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"))
                .doesNotContain("HTTP/1.1 2");
    }

    @Test
    void refusesJsonThatIsTooDeepTooWideOrTooBigOverRest() {
        String content = "{\"content\": \"hi\", \"more\": %s}";
        Map<String, Integer> bodies = new LinkedHashMap<>();
        bodies.put("[".repeat(DEEP), 400);
        bodies.put("[".repeat(DEEP) + "]".repeat(DEEP), 400);
        bodies.put(content.formatted("[".repeat(DEEP) + "]".repeat(DEEP)), 400);
        bodies.put("{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP), 400);
        bodies.put(content.formatted("{" + many("\"f%d\":1,", 4_000) + "\"g\":1}"), 201);
        bodies.put("{" + many("\"f%d\":1,", 4_000) + "\"content\":\"hi\"}", 201);
        bodies.put(content.formatted("1" + "0".repeat(20_000)), 400);
        bodies.put("{\"content\": \"hi\", \"reply_to\": 1" + "0".repeat(900) + "}", 400);
        bodies.put("{\"content\": \"hi\", \"reply_to\": 1e999999999}", 400);
        bodies.put("{\"content\": \"hi\", \"reply_to\": -1}", 400);
        bodies.put("{\"content\": \"hi\", \"reply_to\": 0.5}", 400);
        bodies.put("{\"content\": \"hi\", \"reply_to\": 9007199254740992}", 400);
        bodies.put("{\"content\": \"hi\", \"content\": \"ho\"}", 400);
        bodies.put("{\"content\": \"" + "x".repeat(8_001) + "\"}", 400);
        bodies.put("{\"content\": \"" + "\uD834\uDD1E".repeat(8_000) + "\"}", 201);
        bodies.put("{\"content\": [\"hi\"]}", 400);
        bodies.put("[]", 400);
        bodies.put("null", 400);
        bodies.put("", 400);
        bodies.forEach((body, status) -> {
            HttpResponse<String> answer = server.rest().call("POST", "/api/v1/groups/1/messages", ann.token(), body);
            assertThat(answer.statusCode())
                    .as("%s: %s", body.substring(0, Math.min(80, body.length())), answer.body())
                    .isEqualTo(status);
        });
    }

    @Test
    void refusesHugeNumbersInAddresses() {
        for (String number : new String[] {
            "99999999999999999999999999999999", "9223372036854775808", "-1", "0", "0x10", "1.5", "NaN", "%31%00"
        }) {
            HttpResponse<String> answer = server.rest().call("GET", "/api/v1/groups/" + number, ann.token(), null);
            assertThat(answer.statusCode()).as(number).isIn(400, 404);
            answer = server.rest().call("GET", "/api/v1/groups/1/messages?limit=" + number, ann.token(), null);
            assertThat(answer.statusCode()).as(number).isEqualTo(400);
        }
    }

    @Test
    void refusesFramesThatAreTooDeepTooWideOrOutOfRangeAndGoesOn() {
        try (NativeClient client = clients.signIn(server.uri(), ann.token())) {
            for (String text : new String[] {
                "[".repeat(DEEP),
                "[".repeat(DEEP) + "]".repeat(DEEP),
                "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
                "{\"type\": \"ping\", \"x\": " + "[".repeat(DEEP) + "]".repeat(DEEP) + "}",
                "{\"type\": \"ping\", \"x\": 1" + "0".repeat(20_000) + "}",
                "{\"type\": \"ping\", \"type\": \"ping\"}",
                "{\"type\": \"mark_read\", \"group_id\": 1, \"seq\": 1e999999999}",
                "{\"type\": \"mark_read\", \"group_id\": 1, \"seq\": 9007199254740992}",
                "{\"type\": \"mark_read\", \"group_id\": -1, \"seq\": 1}",
                "{\"type\": \"resume\", \"cursors\": {\"x\": 1}}",
                "{\"type\": \"resume\", \"cursors\": {\"99999999999999999999\": 1}}",
                "",
                "null"
            }) {
                client.socket().tell(text).await();
                assertThat(client.next("error").text("code"))
                        .as(text.substring(0, Math.min(60, text.length())))
                        .isIn("INVALID", "NOT_FOUND");
            }
            Frame wide = Frame.message(1, "wide");
            for (int i = 0; i < 2_000; i++) {
                wide.json().put("f" + i, i);
            }
            assertThat(client.ask(wide).type()).isEqualTo("message_sent");
            assertThat(client.ask(Frame.message(1, "\uD834\uDD1E".repeat(8_000)))
                            .type())
                    .isEqualTo("message_sent");
            assertThat(client.ask(Frame.message(1, "x".repeat(8_001))).text("code"))
                    .isEqualTo("INVALID");
        }
    }

    @Test
    void closesASocketWhoseMessageIsTooLongAndNoOther() {
        try (NativeClient healthy = clients.signIn(server.uri(), ann.token());
                NativeClient client = clients.signIn(server.uri(), ann.token())) {
            client.socket().tell("x".repeat(140_000)).await();
            assertThat(client.closeCode()).isEqualTo(1009);
            assertThat(healthy.ask(Frame.message(1, "still here")).type()).isEqualTo("message_sent");
        }
    }

    @Test
    void isNotReachedByTheNameOfAStrangersPage() {
        for (String path : new String[] {"/", "/ws", "/api/v1/groups", "/health/ready", "/metrics"}) {
            String request = "GET " + path + " HTTP/1.1\r\nConnection: close\r\nHost: ";
            assertThat(RawExchange.of(server.uri(), request + "evil.example:8000\r\n\r\n"))
                    .startsWith("HTTP/1.1 421");
            assertThat(RawExchange.of(server.uri(), request + "localhost\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
    }

    private static String ask(String head) {
        return ask(head, "");
    }

    private static String ask(String head, String body) {
        String host = "Host: " + server.uri().getAuthority() + "\r\nConnection: close\r\n\r\n";
        String answer = RawExchange.of(server.uri(), head + host + body);
        return answer;
    }

    private static String many(String part, int count) {
        return IntStream.range(0, count).mapToObj(part::formatted).collect(Collectors.joining());
    }
}
