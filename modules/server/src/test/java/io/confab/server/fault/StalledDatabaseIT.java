package io.confab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.Jdbc;
import io.confab.testkit.OwnServer;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database that is restarted, frozen or locked: clear errors in time, recovery by itself, nothing lost. */
class StalledDatabaseIT {

    private static final long LOCKED_GROUP = 1;
    private static final long FREE_GROUP = 2;
    private static final Duration ANSWER = Duration.ofSeconds(6);
    private static final int CLIENTS = 10;

    private static final OwnServer mysql = Services.ownMysql();
    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        trial = Trial.start(mysql.uri(), "stalled");
    }

    @AfterAll
    static void stop() {
        trial.close();
        mysql.close();
    }

    @Test
    void comesBackByItselfAfterARestartOfTheDatabase() throws Exception {
        trial.load(CLIENTS, 2, 5);
        NativeClient ann = member("ann");
        assertThat(ann.send(FREE_GROUP, "before").type()).isEqualTo("message_sent");
        mysql.restart();
        sendUntilStored(ann);
        trial.verdict();
    }

    @Test
    void answersInTimeWhileTheDatabaseIsFrozenAndGoesOnAfterwards() throws Exception {
        trial.load(CLIENTS, 2, 5);
        NativeClient ann = member("ann");
        mysql.pause();
        Instant frozen = Instant.now();
        try {
            while (Duration.between(frozen, Instant.now()).compareTo(Duration.ofSeconds(20)) < 0) {
                Instant sent = Instant.now();
                Frame answer = ann.ask(Frame.message(FREE_GROUP, "is anybody there?"));
                assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
                assertThat(Duration.between(sent, Instant.now())).isLessThan(ANSWER);
            }
        } finally {
            mysql.resume();
        }
        sendUntilStored(ann);
        trial.verdict();
    }

    @Test
    void stallsOnlyTheGroupWhoseRowSomebodyHolds() throws Exception {
        NativeClient ann = member("ann");
        NativeClient bob = member("bob");
        try (Connection other = Jdbc.connect(mysql.uri());
                Statement statement = other.createStatement()) {
            lock(other, statement);
            Instant locked = Instant.now();
            while (Duration.between(locked, Instant.now()).compareTo(Duration.ofSeconds(10)) < 0) {
                Instant sent = Instant.now();
                assertThat(ann.ask(Frame.message(LOCKED_GROUP, "stuck")).text("code"))
                        .isEqualTo("UNAVAILABLE");
                assertThat(Duration.between(sent, Instant.now())).isLessThan(ANSWER);
                for (int i = 0; i < 20; i++) {
                    assertThat(bob.send(FREE_GROUP, "not stuck").type()).isEqualTo("message_sent");
                }
            }
            other.rollback();
        }
        assertThat(ann.send(LOCKED_GROUP, "free again").type()).isEqualTo("message_sent");
    }

    private static void lock(Connection connection, Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        statement.executeQuery("SELECT head FROM `groups` WHERE id = " + LOCKED_GROUP + " FOR UPDATE");
    }

    private static NativeClient member(String name) {
        String token = trial.rest()
                .register(name + " " + UUID.randomUUID().toString().substring(0, 8))
                .token();
        for (long group : new long[] {LOCKED_GROUP, FREE_GROUP}) {
            trial.rest().call("POST", "/api/v1/groups/" + group + "/join", token, "{}");
        }
        return trial.clients().signIn(trial.server().uri(), token);
    }

    /** A client sends again with the same key until it is told that the message is stored. */
    private static void sendUntilStored(NativeClient client) {
        Frame message = Frame.message(FREE_GROUP, "after");
        Instant deadline = Instant.now().plusSeconds(20);
        Frame answer = client.ask(message);
        while (!answer.is("message_sent")) {
            assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
            assertThat(Instant.now()).as("recovers by itself").isBefore(deadline);
            answer = client.ask(message);
        }
    }
}
