package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.server.RunningServer;
import io.confab.testkit.Services;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rooms and channels of a server that lets nobody in by a name alone. */
class ClosedDoorIT {

    private static RunningServer server;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Map.of("MYSQL_URI", Services.mysql(), "CONFAB_ACCESS", "members"));
        rest = server.rest();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsAndMakesRoomsForAccountsOnly() {
        assertThat(status("GET", "/api/rooms", null, null)).isEqualTo(401);
        assertThat(status("POST", "/api/rooms", null, "{\"name\":\"Secret\"}")).isEqualTo(401);
        assertThat(status("GET", "/api/rooms", "forged", null)).isEqualTo(401);
        Person ann = rest.register("ann");
        assertThat(status("GET", "/api/rooms", ann.token(), null)).isEqualTo(200);
        assertThat(status("POST", "/api/rooms", ann.token(), "{\"name\":\"Ann's\"}"))
                .isEqualTo(200);
    }

    @Test
    void letsAccountsAloneIntoRooms() {
        TextSocket guest = TextSocket.open(server.uri(), "/ws/general?username=guest");
        assertThat(guest.closed().code()).isEqualTo(1008);
        assertThat(guest.rest()).isEmpty();
        Person bob = rest.register("bob");
        try (TextSocket account = TextSocket.open(
                server.uri(), "/ws/general?username=guest", Map.of("Authorization", "Bearer " + bob.token()))) {
            assertThat(account.nextJson().path("username").asText()).isEqualTo("bob");
        }
    }

    @Test
    void givesNoNamesAndShowsChannelsToAccountsOnly() {
        assertThat(status("POST", "/api/users", null, "{\"username\":\"una\"}")).isEqualTo(403);
        assertThat(status("GET", "/api/channels", null, null)).isEqualTo(401);
        assertThat(status("GET", "/api/channels/general", null, null)).isEqualTo(401);
        Person cleo = rest.register("cleo");
        assertThat(status("GET", "/api/channels", cleo.token(), null)).isEqualTo(200);
    }

    private static int status(String method, String path, String token, String body) {
        return rest.call(method, path, token, body).statusCode();
    }
}
