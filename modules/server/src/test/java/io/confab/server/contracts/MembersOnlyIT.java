package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.server.RunningServer;
import io.confab.server.contracts.FormClient.Name;
import io.confab.testkit.Services;
import io.confab.testkit.client.RestClient.Person;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where access is for members only, nobody comes in by a name or a number alone. */
class MembersOnlyIT {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Map.of("MYSQL_URI", Services.mysql(), "CONFAB_ACCESS", "members"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void asksForTheProofOfAnIdFromTheStart() {
        FormClient forms = new FormClient(server.uri());
        Name ann = forms.register("Ann");
        try (TextSocket guess = TextSocket.open(server.uri(), "/ws/" + ann.id());
                TextSocket own = TextSocket.open(server.uri(), "/ws/" + ann.id(), ann.bearer())) {
            assertThat(guess.closed().code()).isEqualTo(1008);
            own.send("heartbeat");
            assertThat(own.next()).contains("heartbeat_ack");
        }
        assertThat(forms.post("/create_group", Map.of(), "name", "x", "created_by", ann.id(), "user_ids", ann.id())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void doesNotTellWhichNumbersAreAnybodys() {
        Name name = new FormClient(server.uri()).register("Nemo");
        Person account = server.rest().register("Odysseus");
        for (Object id : List.of(name.id(), account.userId(), 987_654_321)) {
            try (TextSocket guess = TextSocket.open(server.uri(), "/ws/" + id)) {
                assertThat(guess.closed())
                        .isEqualTo(new TextSocket.Closing(1008, "This name needs the proof that it is yours"));
            }
        }
    }

    @Test
    void letsNobodyInByANameOverTheNativeApi() {
        assertThat(server.rest().get("/api/v1/server", null).toString()).isEqualTo("{\"guests\":false}");
        HttpResponse<String> answer = server.rest().call("POST", "/api/v1/guests", null, "{\"username\":\"Gus\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"FORBIDDEN\"");
    }

    @Test
    void letsAccountsAloneIntoTheLobby() {
        Person olga = server.rest().register("Olga");
        try (TextSocket guest = TextSocket.open(server.uri(), "/ws/Guest");
                TextSocket own =
                        TextSocket.open(server.uri(), "/ws/Olga", Map.of("Authorization", "Bearer " + olga.token()))) {
            assertThat(guest.closed().reason()).isEqualTo("Sign in to join the chat");
            assertThat(own.next()).isEqualTo("System: Olga has joined the chat");
            own.send("alone");
            assertThat(own.next()).isEqualTo("Olga: alone");
        }
    }
}
