package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.server.RunningServer;
import io.confab.testkit.Services;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server without the package of one contract: that one is not spoken, all others are, and nothing else changes. */
class MissingContractIT {

    private static final String DIALECTS = "io.confab.dialects.";
    private static String mysqlUri;

    /** How to find out whether a contract is spoken. */
    private static final Map<String, Predicate<RestClient>> SPOKEN = spoken();

    @BeforeAll
    static void makeDatabase() {
        mysqlUri = Services.mysql();
    }

    static Iterable<String> contracts() {
        return SPOKEN.keySet();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void speaksAllOthers(String missing) throws ReflectiveOperationException {
        Class<?> type = new WithoutPackage(DIALECTS + missing).loadClass(RunningServer.class.getName());
        Method start = type.getMethod("start", Map.class);
        try (AutoCloseable server = (AutoCloseable) start.invoke(null, Map.of("MYSQL_URI", mysqlUri))) {
            URI uri = (URI) type.getMethod("uri").invoke(server);
            RestClient rest = new RestClient(uri);
            SPOKEN.forEach((contract, isSpoken) -> assertThat(isSpoken.test(rest))
                    .as(contract + " without " + missing)
                    .isEqualTo(!contract.equals(missing)));
            talksNatively(rest, "without-" + missing);
        } catch (ReflectiveOperationException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void talksNatively(RestClient rest, String name) {
        Person person = rest.register(name);
        JsonNode general = rest.get("/api/v1/groups/by-slug/general", person.token());
        try (NativeClients clients = new NativeClients();
                NativeClient client = clients.signIn(rest.server(), person.token())) {
            long groupId = general.path("id").asLong();
            client.send(groupId, "still here");
            assertThat(client.next("new_message", groupId).text("content")).isEqualTo("still here");
        }
        assertThat(rest.call("GET", "/nowhere", null, null).body()).isEqualTo("{\"detail\":\"Not Found\"}");
        assertThat(rest.get("/openapi.json", null).path("paths").size()).isGreaterThan(20);
    }

    private static Map<String, Predicate<RestClient>> spoken() {
        Map<String, Predicate<RestClient>> spoken = new LinkedHashMap<>();
        spoken.put("rooms", rest -> status(rest, "GET", "/api/rooms") == 200);
        spoken.put("forms", rest -> status(rest, "POST", "/register") == 422);
        spoken.put("lobby", rest -> TextSocket.refusal(rest.server(), "/ws/ann", Map.of()) == 101);
        spoken.put("conversations", rest -> status(rest, "GET", "/api/conversations") == 401);
        spoken.put("channels", rest -> status(rest, "GET", "/api/channels") == 200);
        return spoken;
    }

    private static int status(RestClient rest, String method, String path) {
        HttpResponse<String> answer = rest.call(method, path, null, null);
        return answer.statusCode();
    }
}
