package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.server.contracts.Talker;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code conf/nginx.conf} in a real nginx, before two real nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxIT {

    private static final Logger LOG = LoggerFactory.getLogger(NginxIT.class);
    private static final long GENERAL = 1;
    private static final Pattern UPSTREAM = Pattern.compile("\"GET (/socket\\.io/\\S*)\" .* (\\S+)");

    private final NativeClients clients = new NativeClients();
    private Nodes nodes;
    private Nginx nginx;
    private RestClient rest;

    @BeforeAll
    void start() throws IOException {
        if (!Nginx.isInstalled()) {
            String loss = "conf/nginx.conf is NOT tested: there is no nginx (apt install nginx-light)";
            LOG.warn(loss);
            throw new TestAbortedException(loss);
        }
        nodes = Nodes.start(2, Services.mysql(), Services.redis(), Map.of("CONFAB_PROXIES", "127.0.0.1"));
        nginx = Nginx.before(nodes.uris());
        rest = new RestClient(nginx.uri());
    }

    @AfterAll
    void stop() {
        clients.close();
        if (nginx != null) {
            nginx.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void carriesAMessageFromRestToASocketWhicheverNodesTheyAreOn() {
        Person ann = rest.register("ann");
        Person bob = rest.register("bob");
        List<NativeClient> bobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            bobs.add(clients.signIn(nginx.uri(), bob.token()));
        }
        rest.post("/api/v1/groups/" + GENERAL + "/messages", ann.token(), Map.of("content", "through nginx"));
        for (NativeClient each : bobs) {
            assertThat(each.next("new_message", GENERAL).text("content")).isEqualTo("through nginx");
        }
    }

    @Test
    void letsAPageOfItsOwnHostUseTheSocketAndNoOther() {
        String own = "http://" + nginx.uri().getAuthority();
        assertThat(clients.connect(from(own)).hello().type()).isEqualTo("hello");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> clients.connect(from("http://evil.example"))))
                .hasMessageContaining("403");
    }

    private WebSocketConnectOptions from(String origin) {
        return NativeClients.options(nginx.uri()).addHeader("Origin", origin);
    }

    @Test
    void tellsTheNodesWhoReallyCallsWhateverHeSays() throws IOException {
        rest.register("carol");
        String answer = callFrom("127.0.0.7", "POST /api/v1/sessions", """
                {"username": "carol", "password": "password of carol"}""");
        JsonNode signedIn = Wire.json().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        JsonNode sessions =
                rest.get("/api/v1/sessions", signedIn.path("access_token").asText());
        assertThat(sessions.findValuesAsText("address")).contains("127.0.0.7").doesNotContain("192.0.2.66");
    }

    /** A call from another address of this machine, with a forged header. */
    private String callFrom(String address, String what, String body) throws IOException {
        URI uri = nginx.uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort(), InetAddress.getByName(address), 0)) {
            String request = what + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nX-Forwarded-For: 192.0.2.66\r\n"
                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void sendsAllPollsOfASessionToItsNodeAndLogsNoQuery() {
        Map<String, String> upstreams = new HashMap<>();
        for (String node : List.of("node1", "node2")) {
            Set<String> asked = new HashSet<>();
            for (int i = 0; i < 10; i++) {
                int logged = nginx.output().length();
                HttpResponse<String> answer = rest.call("GET", polling(node + ".secret" + i), null, null);
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).startsWith("\"Invalid session " + node);
                asked.add(upstreamLoggedAfter(logged));
            }
            assertThat(asked).hasSize(1);
            upstreams.put(node, asked.iterator().next());
        }
        assertThat(upstreams.get("node1")).isNotEqualTo(upstreams.get("node2"));
        assertThat(nginx.output()).doesNotContain("secret");
    }

    @Test
    void spreadsNewSessionsAndBeginsTheirIdsWithTheNode() {
        Set<String> nodesOfIds = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            String greeting = rest.call("GET", "/socket.io/?EIO=4&transport=polling", null, null)
                    .body();
            Matcher sid = Pattern.compile("\"sid\":\"(node[12])\\.").matcher(greeting);
            assertThat(sid.find()).as(greeting).isTrue();
            nodesOfIds.add(sid.group(1));
        }
        assertThat(nodesOfIds).containsExactlyInAnyOrder("node1", "node2");
    }

    private static String polling(String sid) {
        return "/socket.io/?EIO=4&transport=polling&sid=" + sid;
    }

    /** Nginx writes its line when it is done, which may be a moment after the answer. */
    private String upstreamLoggedAfter(int length) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            Matcher lines = UPSTREAM.matcher(nginx.output().substring(length));
            if (lines.find()) {
                return lines.group(2);
            }
        }
        throw new AssertionError("nothing was logged");
    }

    @Test
    void letsOldClientsPollAndUpgradeWhicheverNodesTheyAreOn() {
        Person ann = rest.register("polling ann");
        Person bob = rest.register("polling bob");
        List<Talker> bobs = new ArrayList<>();
        try (Talker anns = Talker.signIn(nginx.uri(), ann.token(), "polling")) {
            for (int i = 0; i < 6; i++) {
                String[] transports = i % 2 == 0 ? new String[] {"polling"} : new String[0];
                bobs.add(Talker.signIn(nginx.uri(), bob.token(), transports));
            }
            for (int i = 0; i < 20; i++) {
                anns.send(bob.userId(), "line " + i);
            }
            for (Talker each : bobs) {
                for (int i = 0; i < 20; i++) {
                    assertThat(each.next("new_message").text("content")).isEqualTo("line " + i);
                }
            }
        } finally {
            bobs.forEach(Talker::close);
        }
    }

    @Test
    void keepsFiguresInside() {
        assertThat(rest.call("GET", "/metrics", null, null).statusCode()).isEqualTo(404);
    }

    @Test
    void servesOnWhenANodeIsKilled() {
        Person dave = rest.register("dave");
        for (int killed = 0; killed < 2; killed++) {
            NativeClient daves = clients.signIn(nginx.uri(), dave.token());
            nodes.node(killed).kill();
            for (int i = 0; i < 10; i++) {
                assertThat(rest.call("GET", "/api/v1/groups", dave.token(), null)
                                .statusCode())
                        .isEqualTo(200);
                rest.post(
                        "/api/v1/groups/" + GENERAL + "/messages",
                        dave.token(),
                        Map.of("content", "still here " + killed + i));
            }
            NativeClient again = clients.signIn(nginx.uri(), dave.token());
            Frame sent = again.send(GENERAL, "by socket too");
            assertThat(sent.seq()).isPositive();
            daves.close();
            nodes.node(killed).start(Nodes.PATIENCE);
            // nginx trusts it again once a request has succeeded, which a socket only does at its end
            for (int i = 0; i < 4; i++) {
                rest.get("/api/v1/groups", dave.token());
            }
        }
    }
}
