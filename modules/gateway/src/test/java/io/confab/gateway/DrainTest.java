package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Draining;
import io.confab.contract.message.SendMessage;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final GatewayServer server = new GatewayServer(GatewayServer.CONFIG);
    private final World world = server.world;

    @BeforeEach
    void fillTheWorld() {
        world.group(1, 0, "ann", "bob");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsClientsToComeBackAndCloses() {
        NativeClient ann = server.signIn("ann");
        NativeClient stranger = server.clients.connect(server.uri);

        drain();

        assertThat(ann.next("reconnect").number("after_ms")).isEqualTo(700);
        assertThat(ann.closeCode()).isEqualTo(1001);
        assertThat(stranger.closeCode()).isEqualTo(1001);
    }

    @Test
    void answersWhatIsUnderWayFirstAndTakesNothingMore() {
        NativeClient ann = server.signIn("ann");
        Promise<Void> stall = world.stall(SendMessage.class);
        ann.tell(Frame.message(1, "in time").with("ref", "1"));
        ann.ask(Frame.of("ping"));

        drain();
        ann.next("reconnect");
        Frame late = ann.ask(Frame.message(1, "too late"));
        stall.complete();

        assertThat(late.text("code")).isEqualTo("UNAVAILABLE");
        assertThat(ann.next("message_sent").text("ref")).isEqualTo("1");
        assertThat(ann.closeCode()).isEqualTo(1001);
    }

    @Test
    void letsNobodyInAnyMore() {
        NativeClient ann = server.signIn("ann");
        Promise<Void> stall = world.stall(SendMessage.class);
        ann.tell(Frame.message(1, "in time"));
        ann.ask(Frame.of("ping"));
        drain();
        ann.next("reconnect");

        assertThatThrownBy(() -> server.clients.connect(server.uri)).hasMessageContaining("503");
        stall.complete();
    }

    @Test
    void isUndeployedOnceEverythingIsAnswered() throws TimeoutException {
        NativeClient ann = server.signIn("ann");
        Promise<Void> stall = world.stall(SendMessage.class);
        ann.tell(Frame.message(1, "in time").with("ref", "1"));
        ann.ask(Frame.of("ping"));
        drain();

        Future<?> undeployed = server.undeploy();
        ann.next("reconnect");
        assertThat(undeployed.isComplete()).isFalse();
        stall.complete();
        undeployed.await(10, TimeUnit.SECONDS);

        assertThat(ann.next("message_sent").text("ref")).isEqualTo("1");
        assertThat(ann.closeCode()).isEqualTo(1001);
    }

    @Test
    void doesNotWaitForAnswersForEver() throws TimeoutException {
        NativeClient ann = server.signIn("ann");
        world.stall(SendMessage.class);
        ann.tell(Frame.message(1, "never"));
        ann.ask(Frame.of("ping"));

        server.undeploy().await(10, TimeUnit.SECONDS);

        assertThat(ann.closeCode()).isEqualTo(1001);
    }

    private void drain() {
        server.bus.announce(Draining.class, new Draining(700));
    }
}
