package io.confab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confab.contract.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedMariaDbIT {

    private final List<String> progress = new ArrayList<>();
    private Path directory;

    @BeforeEach
    void chooseADirectory() throws IOException {
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mariadb-");
    }

    @AfterEach
    void endWhatATestLeftAndDeleteItsFiles() throws IOException {
        ServerRecord.find(new MariaDb(MariaDbDirectory.open(directory), 0, progress::add))
                .ifPresent(process -> new RunningServer(process, 0, "").end(Duration.ofSeconds(5)));
        ServerDirectory.deleteTree(directory);
    }

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        try (EmbeddedMariaDb first = start()) {
            run(first.uri(), "create table t (word varchar(20))");
            run(first.uri(), "insert into t values ('grüße 👋')");
        }
        try (EmbeddedMariaDb second = start()) {
            assertThat(ask(second.uri(), "select word from t")).isEqualTo("grüße 👋");
        }
        assertThat(progress).filteredOn(line -> line.startsWith("Creating")).hasSize(1);
    }

    @Test
    void endsItsProcessOnStop() {
        EmbeddedMariaDb database = start();
        ProcessHandle process = database.process();
        database.stop();
        database.stop();
        assertThat(isGone(process)).isTrue();
    }

    @Test
    void acknowledgesOnlyWhatIsDurable() throws SQLException {
        try (EmbeddedMariaDb database = start()) {
            assertThat(ask(database.uri(), "select @@innodb_flush_log_at_trx_commit"))
                    .isEqualTo("1");
            assertThat(ask(database.uri(), "select @@character_set_database")).isEqualTo("utf8mb4");
        }
    }

    @Test
    void opensForItsPasswordOnly() throws SQLException {
        try (EmbeddedMariaDb database = start()) {
            String port = database.uri().replaceAll(".*:(\\d+)/.*", "$1");
            for (String account : List.of("root:", "confab:", ":", "root:confab")) {
                assertThatExceptionOfType(SQLException.class)
                        .as(account)
                        .isThrownBy(() -> run("mysql://" + account + "@127.0.0.1:" + port + "/", "select 1"))
                        .withMessageContaining("Access denied");
            }
            assertThat(ask(database.administratorUri(), "select group_concat(user order by user) from mysql.user"))
                    .isEqualTo("confab,mariadb.sys,root");
        }
    }

    @Test
    void keepsItsAccountInsideItsDatabase() {
        try (EmbeddedMariaDb database = start()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(database.uri(), "select * from mysql.user"))
                    .withMessageContaining("denied");
        }
    }

    @Test
    void hidesItsFilesFromOtherUsers() throws IOException {
        try (EmbeddedMariaDb database = start()) {
            assertThat(database.uri()).contains(password());
            assertThat(rights(directory)).isEqualTo("rwx------");
            assertThat(rights(directory.resolve("password"))).isEqualTo("rw-------");
        }
    }

    @Test
    void takesOverTheServerOfAKilledProcess() throws Exception {
        StarterJvm starter = StarterJvm.start(StarterJvm.MARIADB, directory);
        run(starter.uri(), "create table t (n int)");
        run(starter.uri(), "insert into t values (7)");
        starter.kill();

        EmbeddedMariaDb database = start();
        assertThat(progress).containsExactly("Using the MariaDB that already runs in " + directory.toRealPath());
        assertThat(database.uri()).isEqualTo(starter.uri());
        assertThat(ask(database.uri(), "select n from t")).isEqualTo("7");
        database.stop();
        assertThat(isGone(database.process())).isTrue();
    }

    @Test
    void findsTheServerOfAKilledProcessThatHadNoTimeToNoteItsPid() throws Exception {
        StarterJvm starter = StarterJvm.start(StarterJvm.MARIADB, directory);
        ServerRecord record = ServerRecord.read(directory.resolve("server")).orElseThrow();
        starter.kill();
        new ServerRecord(0, Instant.now(), record.port()).write(directory.resolve("server"));

        try (EmbeddedMariaDb database = start()) {
            assertThat(database.process().pid()).isEqualTo(record.pid());
        }
    }

    @Test
    void endsTheServerOfAKilledProcessWhenItDoesNotAnswer() throws Exception {
        StarterJvm starter = StarterJvm.start(StarterJvm.MARIADB, directory);
        run(starter.uri(), "create table t (n int)");
        long pid = ServerRecord.read(directory.resolve("server")).orElseThrow().pid();
        starter.kill();
        signal("STOP", pid);

        try (EmbeddedMariaDb database = start()) {
            assertThat(database.process().pid()).isNotEqualTo(pid);
            assertThat(database.uri()).as("the port is kept").isEqualTo(starter.uri());
            assertThat(ask(database.uri(), "select count(*) from t")).isEqualTo("0");
        }
        assertThat(ProcessHandle.of(pid).filter(process -> !isGone(process))).isEmpty();
    }

    @Test
    void startsAgainOnTheSamePortAfterTheServerWasKilled() throws Exception {
        StarterJvm starter = StarterJvm.start(StarterJvm.MARIADB, directory);
        run(starter.uri(), "create table t (n int)");
        run(starter.uri(), "insert into t values (7)");
        signal(
                "KILL",
                ServerRecord.read(directory.resolve("server")).orElseThrow().pid());
        starter.kill();

        try (EmbeddedMariaDb database = start()) {
            assertThat(database.uri()).isEqualTo(starter.uri());
            assertThat(ask(database.uri(), "select n from t")).isEqualTo("7");
        }
    }

    @Test
    void sharesTheServerAndLeavesItToTheLast() throws Exception {
        StarterJvm first = StarterJvm.start(StarterJvm.MARIADB, directory);
        EmbeddedMariaDb second = start();
        assertThat(second.uri()).isEqualTo(first.uri());

        first.stop();
        assertThat(ask(second.uri(), "select 1")).isEqualTo("1");
        second.stop();
        assertThat(isGone(second.process())).isTrue();
    }

    @Test
    void leavesTheServerToTheOthers() throws Exception {
        StarterJvm first = StarterJvm.start(StarterJvm.MARIADB, directory);
        start().stop();
        assertThat(ask(first.uri(), "select 1")).isEqualTo("1");
        first.stop();
    }

    @Test
    void doesNotEndAServerThatOthersUse() throws Exception {
        StarterJvm first = StarterJvm.start(StarterJvm.MARIADB, directory);
        long pid = ServerRecord.read(directory.resolve("server")).orElseThrow().pid();
        signal("STOP", pid);
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(this::start)
                .withMessageContaining("is used by another process");
        signal("CONT", pid);
        assertThat(ask(first.uri(), "select 1")).isEqualTo("1");
        first.stop();
    }

    @Test
    void outlivesTheCtrlCThatEndsItsStarter() throws Exception {
        StarterJvm first = StarterJvm.inItsOwnGroup(StarterJvm.MARIADB, directory);
        EmbeddedMariaDb second = start();
        // What a terminal does: the signal goes to all processes of the group.
        new ProcessBuilder("sh", "-c", "kill -INT -" + first.pid()).start().waitFor();
        first.kill();
        assertThat(ask(second.uri(), "select 1")).isEqualTo("1");
        second.stop();
    }

    @Test
    void startsOneServerForProcessesThatComeTogether() throws Exception {
        List<StarterJvm> starters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starters.add(StarterJvm.launch(StarterJvm.MARIADB, directory));
        }
        List<String> uris = new ArrayList<>();
        for (StarterJvm starter : starters) {
            uris.add(starter.awaitUri());
        }
        assertThat(uris).containsOnly(uris.get(0));
        for (StarterJvm starter : starters) {
            starter.stop();
        }
        assertThat(directory.resolve("server")).doesNotExist();
    }

    @Test
    void leavesAForeignProcessOnTheRecordedPidAlone() throws Exception {
        Process foreign = new ProcessBuilder("sleep", "60").start();
        Instant started = foreign.info().startInstant().orElseThrow();
        new ServerRecord(foreign.pid(), started, 1).write(directory.resolve("server"));

        start().stop();
        assertThat(foreign.isAlive()).isTrue();
        foreign.destroy();
    }

    @Test
    void startsWithARecordThatCannotBeRead() throws IOException {
        Files.writeString(directory.resolve("server"), "4711 half");
        start().stop();
    }

    @Test
    void beginsAnInterruptedInstallationAnew() throws IOException {
        Files.createDirectory(directory.resolve("files.new"));
        Files.writeString(directory.resolve("files.new/ibdata1"), "half");
        start().stop();
        assertThat(directory.resolve("files.new")).doesNotExist();
    }

    @Test
    void refusesASecondUseByTheSameProcess() {
        try (EmbeddedMariaDb database = start()) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(this::start)
                    .withMessageStartingWith("This process already uses the MariaDB in ");
            assertThat(database.process().isAlive()).isTrue();
        }
    }

    @Test
    void saysWhichDirectoryItCannotWrite() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertRefused(file.resolve("data"), "Cannot write to the data directory " + file.resolve("data") + ": ");
        assertRefused(Path.of("/proc/confab"), "Cannot write to the data directory /proc/confab: ");
    }

    @Test
    void refusesDataOfANewerVersion() throws IOException {
        start().stop();
        Files.writeString(directory.resolve("version"), "99.1\n");
        assertRefused(directory, "The data was written by MariaDB 99.1, which ");
        Files.writeString(directory.resolve("version"), "11.4\n");
    }

    @Test
    void saysWhyTheServerDoesNotStart() throws IOException {
        start().stop();
        Path space = directory.resolve("files/ibdata1");
        Files.write(space, new byte[100]);
        assertRefused(directory, "MariaDB does not start in " + directory.toRealPath() + ": InnoDB: ");
    }

    @Test
    void saysWhenThePasswordFileWasChanged() throws IOException {
        start().stop();
        String password = password();
        Files.writeString(directory.resolve("password"), "another");
        assertRefused(directory, "MariaDB does not take the password in ");
        Files.writeString(directory.resolve("password"), password);
    }

    private EmbeddedMariaDb start() {
        return EmbeddedMariaDb.start(MariaDbOptions.in(directory), progress::add);
    }

    private static boolean isGone(ProcessHandle process) {
        return !new RunningServer(process, 0, "").isAlive();
    }

    private void assertRefused(Path where, String sentence) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> EmbeddedMariaDb.start(MariaDbOptions.in(where), progress::add))
                .withMessageStartingWith(sentence);
    }

    private String password() throws IOException {
        return Files.readString(directory.resolve("password")).strip();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    }

    private static Connection connect(String uri) throws SQLException {
        String[] parts = uri.substring("mysql://".length()).split("[:@]", 3);
        return DriverManager.getConnection("jdbc:mariadb://" + parts[2] + "?sslMode=disable", parts[0], parts[1]);
    }

    private static void run(String uri, String sql) throws SQLException {
        try (Connection connection = connect(uri);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
