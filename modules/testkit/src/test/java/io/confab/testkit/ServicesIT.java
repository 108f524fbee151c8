package io.confab.testkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ServicesIT {

    @Test
    void givesEachTestAnEmptyDatabaseOfItsOwn() throws SQLException {
        String one = Services.mysql();
        String two = Services.mysql();
        assertThat(one).isNotEqualTo(two);
        run(one, "create table t (n int)");
        assertThat(ask(two, "select count(*) from information_schema.tables where table_schema = database()"))
                .isEqualTo("0");
    }

    @Test
    void givesADatabaseThatHoldsEveryCharacter() throws SQLException {
        assertThat(ask(Services.mysql(), "select @@character_set_database")).isEqualTo("utf8mb4");
    }

    @Test
    void restartsAServerOfItsOwnWithItsData() throws SQLException {
        try (OwnServer own = Services.ownMysql()) {
            String uri = own.uri();
            run(uri, "create table t (n int)");
            run(uri, "insert into t values (7)");
            own.restart();
            assertThat(own.uri()).isEqualTo(uri);
            assertThat(ask(uri, "select n from t")).isEqualTo("7");
            own.kill();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(uri, "select 1"));
            own.start();
            assertThat(ask(uri, "select n from t")).isEqualTo("7");
        }
    }

    @Test
    void pausesAServerOfItsOwnUntilItIsResumed() throws Exception {
        try (OwnServer own = Services.ownMysql()) {
            String uri = own.uri();
            own.pause();
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> askUnchecked(uri, "select 7"));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer.get(500, MILLISECONDS));
            own.resume();
            assertThat(answer.get(20, SECONDS)).isEqualTo("7");
        }
    }

    @Test
    void closesAServerThatIsPausedOrStopped() {
        OwnServer paused = Services.ownMysql();
        paused.pause();
        paused.close();
        OwnServer stopped = Services.ownMysql();
        stopped.stop();
        stopped.close();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(paused.uri(), "select 1"));
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(stopped.uri(), "select 1"));
    }

    @Test
    void givesARedisThatAllTestsShare() throws IOException {
        RedisCommand.run(Services.redis(), "SET", "grüße 👋", "a word");
        assertThat(RedisCommand.run(Services.redis(), "GET", "grüße 👋")).isEqualTo("a word");
    }

    @Test
    void restartsARedisOfItsOwnEmpty() throws IOException {
        try (OwnServer own = Services.ownRedis()) {
            String uri = own.uri();
            RedisCommand.run(uri, "SET", "word", "lost");
            own.restart();
            assertThat(own.uri()).isEqualTo(uri);
            assertThat(RedisCommand.run(uri, "EXISTS", "word")).isEqualTo("0");
            own.kill();
            assertThatIOException().isThrownBy(() -> RedisCommand.run(uri, "PING"));
            own.start();
            assertThat(RedisCommand.run(uri, "PING")).isEqualTo("PONG");
        }
    }

    @Test
    void pausesARedisOfItsOwnUntilItIsResumed() throws Exception {
        try (OwnServer own = Services.ownRedis()) {
            String uri = own.uri();
            own.pause();
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return RedisCommand.run(uri, "PING");
                } catch (IOException silent) {
                    throw new UncheckedIOException(silent);
                }
            });
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer.get(500, MILLISECONDS));
            own.resume();
            assertThat(answer.get(20, SECONDS)).isEqualTo("PONG");
        }
    }

    @Test
    void closesARedisThatIsPausedOrStopped() {
        OwnServer paused = Services.ownRedis();
        paused.pause();
        paused.close();
        OwnServer stopped = Services.ownRedis();
        stopped.stop();
        stopped.close();
        assertThatIOException().isThrownBy(() -> RedisCommand.run(paused.uri(), "PING"));
        assertThatIOException().isThrownBy(() -> RedisCommand.run(stopped.uri(), "PING"));
    }

    private static Connection connect(String text) throws SQLException {
        URI uri = URI.create(text);
        String[] account = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:mariadb://" + uri.getAuthority().replaceAll(".*@", "") + uri.getPath()
                        + "?sslMode=disable&allowPublicKeyRetrieval=true&connectTimeout=30000",
                account[0],
                account[1]);
    }

    private static void run(String uri, String sql) throws SQLException {
        try (Connection connection = connect(uri);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String askUnchecked(String uri, String sql) {
        try {
            return ask(uri, sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String ask(String uri, String sql) throws SQLException {
        try (Connection connection = connect(uri);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
