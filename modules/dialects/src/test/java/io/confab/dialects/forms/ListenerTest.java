package io.confab.dialects.forms;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Bus;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.OwnMarksMoved;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a client is taken for dead, and what counts as delivered. */
class ListenerTest {

    private static final long USER = 7;
    private static final long GROUP = 5;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final BlockingQueue<MarkMessages> marked = new LinkedBlockingQueue<>();
    private final Listener listener = new Listener(bus, false);

    @BeforeEach
    void serve() {
        bus.serve(MarkMessages.class, request -> {
            marked.add(request);
            return Future.succeededFuture(
                    new OwnMarksMoved(request.userId(), request.groupId(), request.deliveredSeq(), 0, 0));
        });
        listener.isOf(USER, false);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void neverTakesAClientForDeadThatSendsNoHeartbeat() {
        assertThat(look(3_600)).isFalse();
    }

    @Test
    void takesAClientForDeadThatHasStoppedItsHeartbeat() {
        listener.beat(0);
        assertThat(look(15)).isFalse();
        listener.beat(seconds(15));
        assertThat(look(30)).isFalse();
        assertThat(look(31)).isTrue();
    }

    @Test
    void marksWhatASilentClientWasToldAfterAMoment() throws InterruptedException {
        listener.wrote(GROUP, 4);
        listener.wrote(GROUP, 9);
        look(1);
        assertThat(next()).isEqualTo(new MarkMessages(USER, GROUP, 9, 0));
    }

    @Test
    void marksWhatABeatingClientWasToldWhenALaterHeartbeatButOneHasCome() throws InterruptedException {
        listener.beat(0);
        listener.wrote(GROUP, 4);
        listener.beat(seconds(5));
        listener.wrote(GROUP, 9);
        look(6);
        assertThat(marked).isEmpty();
        listener.beat(seconds(10));
        assertThat(next().deliveredSeq()).isEqualTo(4);
        listener.beat(seconds(15));
        assertThat(next().deliveredSeq()).isEqualTo(9);
    }

    @Test
    void marksTheRestWhenTheClientCloses() throws InterruptedException {
        listener.beat(0);
        listener.wrote(GROUP, 4);
        listener.end();
        assertThat(next().deliveredSeq()).isEqualTo(4);
    }

    @Test
    void tellsAgainWhatWentIntoADeadConnection() throws InterruptedException {
        listener.beat(0);
        listener.wrote(GROUP, 4);
        look(16);
        listener.end();
        // the mark of another group, to be sure that none is on its way
        bus.ask(new MarkMessages(USER, GROUP + 1, 1, 0)).await();
        assertThat(next().groupId()).isEqualTo(GROUP + 1);
        assertThat(marked).isEmpty();
    }

    private boolean look(long second) {
        return listener.look(seconds(second), Heartbeats.STANDARD);
    }

    private MarkMessages next() throws InterruptedException {
        MarkMessages next = marked.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a mark").isNotNull();
        return next;
    }

    private static long seconds(long second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
