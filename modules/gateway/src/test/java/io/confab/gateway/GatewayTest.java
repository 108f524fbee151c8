package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private final GatewayServer server = new GatewayServer(GatewayServer.CONFIG);

    @BeforeEach
    void fillTheWorld() {
        server.world.group(1, 3, "ann", "bob");
        server.world.group(2, 0, "ann");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void showsTheGroupsOfWhoeverIdentifies() {
        NativeClient ann = server.signIn("ann");

        assertThat(ann.ready().at("user").path("name").asText()).isEqualTo("ann");
        assertThat(ann.ready().at("groups").findValuesAsText("head")).containsExactly("3", "0");
    }

    @Test
    void answersASendAndTellsEverybodyInTheGroup() {
        NativeClient ann = server.signIn("ann");
        NativeClient bob = server.signIn("bob");

        Frame sent = ann.send(1, "hi");

        assertThat(sent.seq()).isEqualTo(4);
        assertThat(ann.next("new_message").text("content")).isEqualTo("hi");
        assertThat(bob.next("new_message").text("content")).isEqualTo("hi");
        assertThat(bob.heard()).isEmpty();
    }
}
