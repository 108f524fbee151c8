package io.confab.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.testkit.Jdbc;
import io.confab.testkit.Services;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where access is open, a name alone gives a session as accounts have it, and is free again when that ends. */
class GuestSessionsIT {

    private static final int FOUR_HOURS = 4 * 60 * 60;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Map.of("MYSQL_URI", Services.mysql(), "CONFAB_ACCESS", "open"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void saysToEverybodyThatANameIsEnough() {
        assertThat(server.rest().get("/api/v1/server", null).toString()).isEqualTo("{\"guests\":true}");
    }

    @Test
    void letsAGuestTalkWithEverybodyElse() {
        JsonNode guest = comeIn("  Anna Guest ");
        assertThat(guest.at("/user/name").asText()).isEqualTo("Anna Guest");
        assertThat(guest.at("/user/guest").asBoolean()).isTrue();
        Person olga = server.rest().register("Olga Hears");
        try (NativeClients clients = new NativeClients();
                NativeClient listener = clients.signIn(server.uri(), olga.token())) {
            server.rest().post("/api/v1/groups/1/messages", token(guest), Map.of("content", "hello from a guest"));
            assertThat(listener.next("new_message").toString())
                    .contains("hello from a guest", "Anna Guest")
                    .doesNotContain(token(guest));
        }
        assertThat(server.rest()
                        .get("/api/v1/groups/1/members?limit=200", olga.token())
                        .toString())
                .contains("\"name\":\"Anna Guest\",\"guest\":true");
    }

    @Test
    void givesANameToOneGuestOnlyAndFreesItWhenHeSignsOut() {
        JsonNode first = comeIn("Only One");
        refused("only  ONE", 409, "username");
        assertThat(server.rest()
                        .call("DELETE", "/api/v1/sessions/current", token(first), null)
                        .statusCode())
                .isEqualTo(204);
        JsonNode second = comeIn("Only One");
        assertThat(second.at("/user/id")).isNotEqualTo(first.at("/user/id"));
        assertThat(server.rest()
                        .call("GET", "/api/v1/groups", token(first), null)
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.rest()
                        .get("/api/v1/groups/1/members?limit=200", token(second))
                        .toString())
                .containsOnlyOnce("Only One");
    }

    @Test
    void keepsGuestsFromTheNamesOfAccountsAndFromNamesThatBreakTheRules() {
        server.rest().register("Taken");
        refused("taken", 409, "username");
        refused("System", 400, "username");
        refused("a:b", 400, "username");
        refused(" ", 400, "username");
    }

    @Test
    void prolongsTheSessionOfAGuestByHoursOnly() throws SQLException {
        JsonNode guest = comeIn("Short Stay");
        JsonNode refreshed = server.rest()
                .post(
                        "/api/v1/sessions/refresh",
                        null,
                        Map.of("refresh_token", guest.path("refresh_token").asText()));
        assertThat(refreshed.at("/user/guest").asBoolean()).isTrue();
        try (Connection connection = Jdbc.connect(server.mysqlUri());
                PreparedStatement life = connection.prepareStatement(
                        "SELECT generation, TIMESTAMPDIFF(SECOND, last_used_at, expires_at) FROM sessions WHERE id = ?")) {
            life.setLong(1, guest.path("session_id").asLong());
            try (ResultSet row = life.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
                assertThat(row.getInt(2)).isEqualTo(FOUR_HOURS);
            }
        }
    }

    private static JsonNode comeIn(String name) {
        return server.rest().post("/api/v1/guests", null, Map.of("username", name));
    }

    private static String token(JsonNode session) {
        return session.path("access_token").asText();
    }

    private static void refused(String name, int status, String field) {
        HttpResponse<String> answer = server.rest()
                .call(
                        "POST",
                        "/api/v1/guests",
                        null,
                        Wire.object(Map.of("username", name)).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }
}
