package io.confab.server.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.server.RunningServer;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No token but the server's own lets anybody in, and no refusal tells what was wrong with it. */
class ForgedTokensIT {

    private static RunningServer server;
    private static NativeClients clients;
    private static Forger forger;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        clients = new NativeClients();
        Person ann = server.rest().register("ann");
        forger = new Forger(ann.token());
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.close();
    }

    @Test
    void takesAnHonestTokenEverywhere() {
        assertThat(overRest(forger.honest())).containsEntry("status", "200");
        try (NativeClient identified = clients.signIn(server.uri(), forger.honest());
                NativeClient byProtocol = clients.connect(bySubprotocol(forger.honest()));
                NativeClient byHeader = clients.connect(byHeader(forger.honest()))) {
            assertThat(identified.ready().type()).isEqualTo("ready");
            assertThat(byProtocol.next("ready").type()).isEqualTo("ready");
            assertThat(byHeader.next("ready").type()).isEqualTo("ready");
        }
    }

    @Test
    void refusesEveryForgeryWithOneAnswerOverRest() throws Exception {
        Map<String, Map<String, String>> answers = new HashMap<>();
        forger.forgeries().forEach((fault, token) -> answers.put(fault, overRest(token)));
        isOneAnswer(answers);
        assertThat(answers.get("expired"))
                .containsEntry("status", "401")
                .containsEntry("www-authenticate", "[Bearer error=\"invalid_token\"]");
        Map<String, String> without = overRest("");
        assertThat(without.get("status")).isEqualTo("401");
        assertThat(without.get("body")).isEqualTo(answers.get("expired").get("body"));
    }

    @Test
    void refusesEveryForgeryWithOneAnswerOverASocket() throws Exception {
        Map<String, List<Object>> answers = new HashMap<>();
        Map<String, String> forgeries = new TreeMap<>(forger.forgeries());
        forgeries.put("empty", "");
        forgeries.put("huge", "x".repeat(60_000));
        forgeries.put("control characters", "\u001b[2J\r\n\u0000");
        forgeries.forEach((fault, token) -> answers.put(fault, bySocket(token)));
        isOneAnswer(answers);
    }

    @Test
    void refusesEveryForgeryWithOneAnswerInTheHandshake() throws Exception {
        Map<String, List<Object>> answers = new HashMap<>();
        forger.forgeries().forEach((fault, token) -> {
            answers.put("subprotocol: " + fault, Handshake.bySubprotocol(server.uri(), token));
            answers.put("header: " + fault, Handshake.byHeader(server.uri(), token));
        });
        isOneAnswer(answers);
    }

    private static void isOneAnswer(Map<String, ?> answers) {
        Object expired = answers.entrySet().stream()
                .filter(answer -> answer.getKey().endsWith("expired"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(expired.toString()).contains("UNAUTHENTICATED");
        answers.forEach((fault, answer) -> assertThat(answer).as(fault).isEqualTo(expired));
    }

    private static Map<String, String> overRest(String token) {
        return Answers.of(server.rest().call("GET", "/api/v1/account", token, null));
    }

    private static List<Object> bySocket(String token) {
        try (NativeClient client = clients.connect(server.uri())) {
            Frame answer = client.ask(Frame.of("identify").with("token", token));
            return List.of(answer.with("ref", null), client.closeCode());
        }
    }

    private static WebSocketConnectOptions bySubprotocol(String token) {
        return NativeClients.options(server.uri()).addSubProtocol("confab.v1").addSubProtocol("bearer." + token);
    }

    private static WebSocketConnectOptions byHeader(String token) {
        return NativeClients.options(server.uri()).addHeader("Authorization", "Bearer " + token);
    }
}
