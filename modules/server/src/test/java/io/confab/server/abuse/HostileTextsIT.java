package io.confab.server.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.server.fault.Trial;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.RawExchange;
import io.confab.testkit.client.RestClient.Person;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A text is data, wherever it comes in: it is stored and told as it was sent, or it is refused, and never does it run,
 * reach another answer or begin a line of the log.
 */
class HostileTextsIT {

    private static final Pattern LOG_LINE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |WARN |ERROR) \\S+ - .*");
    private static final long GENERAL = 1;

    private static Trial trial;
    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        trial = Trial.start(Services.mysql(), "hostile-texts");
        ann = trial.member("ann");
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            isUnharmed();
        } finally {
            trial.close();
        }
    }

    @Test
    void keepsAMessageAsItIsOrRefusesIt() throws Exception {
        try (NativeClient socket = trial.clients().signIn(trial.server().uri(), ann.token())) {
            for (String text : HostileTexts.ALL) {
                socket.socket()
                        .tell(escaped(Frame.message(GENERAL, text).toString()))
                        .await();
                Frame sent =
                        socket.next("message_sent or error", frame -> frame.is("message_sent") || frame.is("error"));
                HttpResponse<String> posted = call("POST", "/api/v1/groups/1/messages", Map.of("content", text));
                assertThat(posted.statusCode() == 201).as(text).isEqualTo(sent.is("message_sent"));
                if (sent.is("message_sent")) {
                    isKept(text, sent.seq(), socket);
                    isKept(text, json(posted).path("seq").asLong(), socket);
                } else {
                    isRefused(posted, text);
                    assertThat(sent.text("code")).isEqualTo("INVALID");
                }
            }
        }
    }

    private static void isKept(String text, long seq, NativeClient socket) throws JsonProcessingException {
        JsonNode read = json(call("GET", "/api/v1/groups/1/messages/" + seq, null));
        assertThat(read.path("content").asText()).isEqualTo(text);
        Frame heard = socket.next("new_message");
        assertThat(heard.seq()).isEqualTo(seq);
        assertThat(heard.text("content")).isEqualTo(text);
    }

    @Test
    void keepsNamesAndDescriptionsOfGroupsOrRefusesThem() throws Exception {
        for (String text : HostileTexts.ALL) {
            keepsOrRefuses("name", Map.of("kind", "PRIVATE", "name", text), text.strip());
            keepsOrRefuses("description", Map.of("kind", "PRIVATE", "name", "Plain", "description", text), text);
            keepsOrRefuses("slug", Map.of("kind", "PUBLIC", "name", "Plain", "slug", text), text);
        }
    }

    private static void keepsOrRefuses(String field, Map<String, String> founding, String text) throws Exception {
        HttpResponse<String> made = call("POST", "/api/v1/groups", founding);
        if (made.statusCode() != 201) {
            isRefused(made, text);
            return;
        }
        JsonNode read = json(call("GET", "/api/v1/groups/" + json(made).path("id"), null));
        assertThat(read.path(field).asText()).isEqualTo(text);
        HttpResponse<String> changed =
                call("PATCH", "/api/v1/groups/" + read.path("id"), Map.of("description", text + " again"));
        assertThat(changed.statusCode()).as(changed.body()).isIn(200, 400);
    }

    @Test
    void keepsNamesOfUsersOrRefusesThemAndFindsThemByTheirStart() throws Exception {
        for (String text : HostileTexts.ALL) {
            HttpResponse<String> made = trial.rest()
                    .call("POST", "/api/v1/accounts", null, body(Map.of("username", text, "password", text + " long")));
            if (made.statusCode() == 201) {
                // kept as typed but for white space
                String shown = text.replaceAll("[\\p{Z}\\t]+", " ").strip();
                assertThat(json(made).path("user").path("name").asText()).isEqualTo(shown);
                assertThat(found(text)).contains(shown);
            } else {
                isRefused(made, text);
            }
            HttpResponse<String> signedIn = trial.rest()
                    .call(
                            "POST",
                            "/api/v1/sessions",
                            null,
                            body(Map.of("username", text, "password", "x' OR 1=1 -- ")));
            assertThat(signedIn.statusCode()).as(text).isIn(400, 401, 429);
        }
        assertThat(found("%")).allMatch(name -> name.startsWith("%"));
        assertThat(found("_")).allMatch(name -> name.startsWith("_"));
    }

    private static List<String> found(String start) throws Exception {
        String query = URLEncoder.encode(start.strip(), StandardCharsets.UTF_8);
        HttpResponse<String> found = call("GET", "/api/v1/users?name=" + query, null);
        return found.statusCode() == 200 ? json(found).findValuesAsText("name") : List.of();
    }

    /** Parameters, headers, refs, tokens, paths: what is not stored does no harm either. */
    @Test
    void refusesOrIgnoresHostileParametersPathsHeadersAndRefs() throws Exception {
        try (NativeClient socket = trial.clients().signIn(trial.server().uri(), ann.token())) {
            for (String text : HostileTexts.ALL) {
                String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
                for (String path : List.of(
                        "/api/v1/users?name=",
                        "/api/v1/groups/1/messages?before=",
                        "/api/v1/groups/1/messages?limit=",
                        "/api/v1/groups/1/log?after=",
                        "/api/v1/groups/by-slug/",
                        "/api/v1/groups/",
                        "/api/v1/groups/1/members/",
                        "/api/v1/users/",
                        "/")) {
                    HttpResponse<String> answer = call("GET", path + encoded, null);
                    assertThat(answer.statusCode()).as(path + text).isIn(200, 400, 404, 405, 414);
                    isData(answer);
                }
                assertThat(socket.ask(Frame.of(text)).text("code")).isEqualTo("INVALID");
                assertThat(socket.ask(Frame.of("identify").with("token", text)).text("code"))
                        .isIn("INVALID", "UNAUTHENTICATED");
                socket.tell(Frame.of("ping").with("ref", text));
            }
            assertThat(socket.ask(Frame.of("ping")).type()).isEqualTo("pong");
        }
        String port = trial.server().uri().getAuthority();
        for (String bad :
                List.of("\u001b[31m" + HostileTexts.MARK, "x\u0000" + HostileTexts.MARK, "' OR 1=1", "a\tb")) {
            for (String header :
                    List.of("X-Request-Id", "User-Agent", "Origin", "X-Forwarded-For", "Idempotency-Key")) {
                String answer = RawExchange.of(
                        trial.server().uri(),
                        "GET /api/v1/account HTTP/1.1\r\nHost: " + port + "\r\n" + header + ": " + bad
                                + "\r\nAuthorization: Bearer " + ann.token() + "\r\nConnection: close\r\n\r\n");
                assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 5", HostileTexts.MARK);
            }
            String target = RawExchange.of(
                    trial.server().uri(),
                    "GET /" + bad.replace(" ", "") + " HTTP/1.1\r\nHost: " + port + "\r\nConnection: close\r\n\r\n");
            assertThat(target).containsPattern("\\AHTTP/1\\.[01] 4").doesNotContain(HostileTexts.MARK);
        }
    }

    /** After all that: every line of the log is one of the server's own, and nothing is missing from the database. */
    private static void isUnharmed() throws Exception {
        String output = trial.server().output();
        String log = output.substring(output.indexOf("Ready after"));
        List<String> logged = log.lines().skip(1).toList();
        assertThat(logged).allSatisfy(line -> assertThat(line).matches(LOG_LINE));
        assertThat(logged).noneMatch(line -> line.contains("Z ERROR"));
        assertThat(log.chars().filter(HostileTextsIT::movesTheTerminal).count()).isZero();
        assertThat(trial.stored().messages()).isNotEmpty();
    }

    /** Control characters but the line feed, other line ends, and what turns the direction of a line. */
    private static boolean movesTheTerminal(int c) {
        return (c < ' ' && c != '\n') || (c >= 0x7f && c <= 0x9f) || (c >= 0x2028 && c <= 0x202e);
    }

    private static void isRefused(HttpResponse<String> answer, String text) throws JsonProcessingException {
        assertThat(answer.statusCode()).as("%s: %s", text, answer.body()).isIn(400, 409, 429);
        isData(answer);
        assertThat(json(answer).path("error").path("message").asText())
                .as("never repeats what was sent")
                .doesNotContain(HostileTexts.MARK, "<", "DROP");
    }

    /** Whatever is in it, no browser runs it. */
    private static void isData(HttpResponse<String> answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        assertThat(headers).containsEntry("x-content-type-options", "nosniff").containsKey("content-security-policy");
        if (!headers.getOrDefault("content-type", "").startsWith("application/json")) {
            assertThat(answer.body()).doesNotContain("alert(1)", HostileTexts.MARK);
        }
    }

    private static HttpResponse<String> call(String method, String path, Map<String, String> body) {
        return trial.rest().call(method, path, ann.token(), body == null ? null : body(body));
    }

    /** With lone surrogates as escapes, which UTF-8 has no bytes for. */
    private static String body(Map<String, String> fields) {
        return escaped(Wire.object(fields).toString());
    }

    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder();
        json.chars().forEach(c -> {
            if (Character.isSurrogate((char) c)) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return Wire.json().readTree(answer.body());
    }
}
