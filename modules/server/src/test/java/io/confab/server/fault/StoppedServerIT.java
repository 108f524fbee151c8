package io.confab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.NativeSocket;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.Signal;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server that one command starts, with its own database, is stopped or killed under load and started again. */
class StoppedServerIT {

    private static final long HELD_GROUP = 3;
    private static final int GOING_AWAY = 1001;
    private static final int CLIENTS = 6;

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = Trial.startWithItsOwnDatabase("stopped");
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void tellsEverybodyAndLosesNothingWhenItIsStopped(Signal signal, int exitCode) throws Exception {
        trial.load(CLIENTS, 4, 5);
        List<Witness> witnesses = witnesses(signal.name());
        List<ProcessHandle> children = trial.server().children();
        assertThat(children).as("the database").isNotEmpty();

        signal.send(trial.server().pid());

        for (Witness witness : witnesses) {
            assertThat(witness.next("reconnect").number("after_ms")).isBetween(1L, 60_000L);
            assertThat(witness.socket.closed().await(10, TimeUnit.SECONDS)).isEqualTo(GOING_AWAY);
        }
        assertThat(trial.server().awaitEnd(Trial.PATIENCE)).isEqualTo(exitCode);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(trial.server().output().lines().reduce((first, last) -> last))
                .contains("Stopped");

        trial.server().start(Trial.PATIENCE);
        trial.verdict();
    }

    @Test
    void finishesWhatItAcceptedAndTakesNothingMoreWhileItStops() throws Exception {
        Person ann = trial.member("ann");
        NativeClient waiting = trial.clients().signIn(trial.server().uri(), ann.token());
        String token = ann.token();
        Future<Frame> accepted;
        try (Connection other = trial.connect()) {
            lock(other);
            accepted = waiting.socket().ask(Frame.message(HELD_GROUP, "accepted"));
            assertThat(waiting.ask(Frame.of("ping")).type()).isEqualTo("pong");

            Signal.TERM.send(trial.server().pid());

            waiting.next("reconnect");
            assertThat(waiting.ask(Frame.message(1, "too late")).text("code")).isEqualTo("UNAVAILABLE");
            assertThat(readiness()).isEqualTo("stopping");
            HttpResponse<String> late =
                    trial.rest().call("POST", "/api/v1/groups/1/messages", token, "{\"content\":\"too late\"}");
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.headers().firstValue("Retry-After")).isPresent();
            assertThat(trial.rest().call("GET", "/ws", null, null).statusCode()).isIn(426, 503);
            other.rollback();
        }
        assertThat(accepted.await(10, TimeUnit.SECONDS).type()).isEqualTo("message_sent");
        assertThat(waiting.closeCode()).isEqualTo(GOING_AWAY);
        assertThat(trial.server().awaitEnd(Trial.PATIENCE)).isEqualTo(143);
        trial.server().start(Trial.PATIENCE);
        JsonNode history = trial.rest().get("/api/v1/groups/" + HELD_GROUP + "/messages", token);
        assertThat(history.findValuesAsText("content")).contains("accepted");
        assertThat(trial.rest().get("/api/v1/groups/1/messages", token).findValuesAsText("content"))
                .doesNotContain("too late");
    }

    @Test
    void startsAgainInTheSameDirectoryAfterItWasKilled() throws Exception {
        trial.load(CLIENTS, 4, 5);
        Witness witness = witnesses("killed").get(0);
        witness.next("new_message");
        List<ProcessHandle> orphans = trial.server().children();

        trial.server().kill();

        assertThat(orphans).as("a database that nobody stopped").anyMatch(ProcessHandle::isAlive);
        trial.server().start(Trial.PATIENCE);
        trial.verdict();
    }

    private static String readiness() throws Exception {
        HttpResponse<String> ready = trial.rest().call("GET", "/health/ready", null, null);
        assertThat(ready.statusCode()).isEqualTo(503);
        return Wire.json().readTree(ready.body()).path("status").asText();
    }

    private static void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.createStatement().executeQuery("SELECT head FROM `groups` WHERE id = " + HELD_GROUP + " FOR UPDATE");
    }

    /** Sockets that only listen, of both event loops. */
    private static List<Witness> witnesses(String name) {
        String token = trial.member("witness of " + name).token();
        List<Witness> witnesses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            witnesses.add(Witness.of(token));
        }
        return witnesses;
    }

    private record Witness(NativeSocket socket, BlockingQueue<Frame> heard) {

        static Witness of(String token) {
            BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
            NativeSocket socket = trial.clients()
                    .open(NativeClients.options(trial.server().uri()), heard::add)
                    .await();
            assertThat(socket.ask(Frame.of("identify").with("token", token))
                            .await()
                            .type())
                    .isEqualTo("ready");
            return new Witness(socket, heard);
        }

        Frame next(String type) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            Frame frame = take(deadline);
            while (frame != null && !frame.is(type)) {
                frame = take(deadline);
            }
            assertThat(frame).as(type).isNotNull();
            return frame;
        }

        private Frame take(long deadline) throws InterruptedException {
            return heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
