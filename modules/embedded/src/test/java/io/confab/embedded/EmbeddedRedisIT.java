package io.confab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confab.contract.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
class EmbeddedRedisIT {

    private final List<String> progress = new ArrayList<>();
    private Path directory;

    @BeforeEach
    void chooseADirectory() throws IOException {
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "redis of \"ours\" ");
    }

    @AfterEach
    void endWhatATestLeftAndDeleteItsFiles() throws IOException {
        ServerRecord.find(kind()).ifPresent(process -> new RunningServer(process, 0, "").end(Duration.ofSeconds(5)));
        ServerDirectory.deleteTree(directory);
    }

    @Test
    void answersToItsPasswordOnly() throws IOException {
        try (EmbeddedRedis redis = start()) {
            assertThat(tell(redis.uri(), "PING")).isEqualTo("+PONG");
            assertThat(tell(redis.uri().replaceFirst(":[0-9a-f]+@", ":wrong@"), "PING"))
                    .startsWith("-NOAUTH");
        }
    }

    @Test
    void isNoOlderThanTheFirstWithShardedChannels() throws IOException {
        try (EmbeddedRedis redis = start()) {
            assertThat(tell(redis.uri(), "SPUBLISH channel message")).isEqualTo(":0");
            assertThat(tell(redis.uri(), "FUNCTION STATS")).startsWith("*");
        }
    }

    @Test
    void forgetsSomethingRatherThanRefuseWhenItIsFull() throws IOException {
        RedisOptions small = RedisOptions.in(directory).withMaxMemory(3);
        try (EmbeddedRedis redis = EmbeddedRedis.start(small, progress::add)) {
            for (int i = 0; i < 100; i++) {
                assertThat(tell(redis.uri(), "SET " + i + " " + "x".repeat(50_000)))
                        .isEqualTo("+OK");
            }
            assertThat(tell(redis.uri(), "EXISTS 99")).isEqualTo(":1");
            assertThat(tell(redis.uri(), "DBSIZE")).isNotEqualTo(":100");
        }
    }

    @Test
    void endsItsProcessOnStopAndKeepsNothing() throws IOException {
        EmbeddedRedis redis = start();
        tell(redis.uri(), "SET word kept");
        redis.stop();
        redis.stop();
        assertThat(isGone(redis.process())).isTrue();
        try (EmbeddedRedis again = start()) {
            assertThat(tell(again.uri(), "EXISTS word")).isEqualTo(":0");
        }
    }

    @Test
    void hidesItsFilesFromOtherUsersAndItsPasswordFromTheListOfProcesses() throws IOException {
        try (EmbeddedRedis redis = start()) {
            String password = Files.readString(directory.resolve("password")).strip();
            assertThat(redis.uri()).contains(password);
            assertThat(rights(directory)).isEqualTo("rwx------");
            assertThat(rights(directory.resolve("password"))).isEqualTo("rw-------");
            assertThat(rights(directory.resolve("redis.conf"))).isEqualTo("rw-------");
            assertThat(redis.process().info().commandLine().orElseThrow()).doesNotContain(password);
        }
    }

    @Test
    void takesOverTheServerOfAKilledProcess() throws Exception {
        StarterJvm starter = StarterJvm.start(StarterJvm.REDIS, directory);
        tell(starter.uri(), "SET word kept");
        starter.kill();

        EmbeddedRedis redis = start();
        assertThat(progress).containsExactly("Using the Redis that already runs in " + directory.toRealPath());
        assertThat(redis.uri()).isEqualTo(starter.uri());
        assertThat(tell(redis.uri(), "EXISTS word")).isEqualTo(":1");
        redis.stop();
        assertThat(isGone(redis.process())).isTrue();
    }

    @Test
    void findsTheServerOfAKilledProcessThatHadNoTimeToNoteItsPid() throws Exception {
        StarterJvm starter = StarterJvm.start(StarterJvm.REDIS, directory);
        ServerRecord record = ServerRecord.read(directory.resolve("server")).orElseThrow();
        starter.kill();
        new ServerRecord(0, Instant.now(), record.port()).write(directory.resolve("server"));

        try (EmbeddedRedis redis = start()) {
            assertThat(redis.process().pid()).isEqualTo(record.pid());
        }
    }

    @Test
    void endsTheServerOfAKilledProcessWhenItDoesNotAnswer() throws Exception {
        StarterJvm starter = StarterJvm.start(StarterJvm.REDIS, directory);
        long pid = ServerRecord.read(directory.resolve("server")).orElseThrow().pid();
        starter.kill();
        signal("STOP", Long.toString(pid));

        try (EmbeddedRedis redis = start()) {
            assertThat(redis.process().pid()).isNotEqualTo(pid);
            assertThat(redis.uri()).as("the port is kept").isEqualTo(starter.uri());
        }
        assertThat(ProcessHandle.of(pid).filter(process -> !isGone(process))).isEmpty();
    }

    @Test
    void sharesTheServerAndLeavesItToTheLast() throws Exception {
        StarterJvm first = StarterJvm.start(StarterJvm.REDIS, directory);
        EmbeddedRedis second = start();
        assertThat(second.uri()).isEqualTo(first.uri());

        first.stop();
        assertThat(tell(second.uri(), "PING")).isEqualTo("+PONG");
        second.stop();
        assertThat(isGone(second.process())).isTrue();
    }

    @Test
    void leavesNoServerBehindWhenALaterUserStartedItAgain() throws Exception {
        StarterJvm first = StarterJvm.start(StarterJvm.REDIS, directory);
        signal(
                "KILL",
                Long.toString(ServerRecord.read(directory.resolve("server"))
                        .orElseThrow()
                        .pid()));
        EmbeddedRedis second = start();
        assertThat(second.uri()).as("the first finds it again").isEqualTo(first.uri());

        second.stop();
        assertThat(tell(first.uri(), "PING")).isEqualTo("+PONG");
        first.stop();
        assertThat(ServerRecord.find(kind())).isEmpty();
    }

    @Test
    void outlivesTheCtrlCThatEndsItsStarter() throws Exception {
        StarterJvm first = StarterJvm.inItsOwnGroup(StarterJvm.REDIS, directory);
        EmbeddedRedis second = start();
        // What a terminal does: the signal goes to all processes of the group. Ours may ignore it, where the build
        // does.
        signal("INT", "-" + first.pid());
        signal("KILL", "-" + first.pid());
        first.kill();
        assertThat(tell(second.uri(), "PING")).isEqualTo("+PONG");
        second.stop();
    }

    @Test
    void startsAgainOnItsPortAfterItHasDied() throws Exception {
        try (EmbeddedRedis redis = start()) {
            ProcessHandle dead = redis.process();
            redis.mend();
            assertThat(redis.process()).isEqualTo(dead);
            signal("KILL", Long.toString(dead.pid()));
            String uri = redis.uri();
            while (redis.process().equals(dead)) {
                redis.mend();
            }
            assertThat(redis.uri()).isEqualTo(uri);
            assertThat(tell(uri, "PING")).isEqualTo("+PONG");
        }
        assertThat(ServerRecord.find(kind())).isEmpty();
    }

    @Test
    void startsOneServerForProcessesThatComeTogether() throws Exception {
        List<StarterJvm> starters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starters.add(StarterJvm.launch(StarterJvm.REDIS, directory));
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
    void replacesAProgramThatIsNotWhatTheJarBrings() throws IOException {
        Path program = Path.of(RedisBinary.unpacked(directory).executable());
        byte[] whole = Files.readAllBytes(program);
        Files.write(program, "half".getBytes(StandardCharsets.UTF_8));
        RedisBinary.unpacked(directory);
        assertThat(Files.readAllBytes(program)).isEqualTo(whole);
    }

    @Test
    void refusesASecondUseByTheSameProcess() {
        try (EmbeddedRedis redis = start()) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(this::start)
                    .withMessageStartingWith("This process already uses the Redis in ");
            assertThat(redis.process().isAlive()).isTrue();
        }
    }

    @Test
    void saysWhyTheServerDoesNotStart() throws IOException {
        try (EmbeddedRedis redis = start()) {
            int taken = URI.create(redis.uri()).getPort();
            Path other = directory.resolve("other");
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> EmbeddedRedis.start(RedisOptions.in(other).withPort(taken), progress::add))
                    .withMessageMatching("Redis does not start in .*: .*port " + taken + ".*");
        }
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(RedisOptions.in(directory), progress::add);
    }

    private Redis kind() {
        return new Redis(ServerDirectory.open(directory, "redis.log"), 1);
    }

    private static boolean isGone(ProcessHandle process) {
        return !new RunningServer(process, 0, "").isAlive();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void signal(String name, String pid) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    }

    /** The first line of the answer. */
    private static String tell(String uri, String command) throws IOException {
        URI redis = URI.create(uri);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.getPort())) {
            String password = redis.getUserInfo().substring(1);
            String both = "AUTH " + password + "\r\n" + command + "\r\n";
            socket.getOutputStream().write(both.getBytes(StandardCharsets.UTF_8));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            answers.readLine();
            return answers.readLine();
        }
    }
}
