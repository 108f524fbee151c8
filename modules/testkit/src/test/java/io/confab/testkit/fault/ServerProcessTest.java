package io.confab.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ServerProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void startsAgainOnTheSamePortAfterItWasKilled() {
        try (ServerProcess server = server()) {
            server.start(PATIENCE);
            URI uri = server.uri();
            long pid = server.pid();

            server.kill();
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();

            server.start(PATIENCE);
            assertThat(server.uri()).isEqualTo(uri);
            assertThat(server.pid()).isNotEqualTo(pid);
            assertThat(server.output()).contains("Hello from " + pid, "Hello from " + server.pid());
        }
    }

    @Test
    void stopsInAnOrderlyWay() {
        try (ServerProcess server = server()) {
            server.start(PATIENCE);
            assertThat(server.stop(PATIENCE)).isEqualTo(128 + 15);
        }
    }

    @Test
    void showsTheOutputOfAServerThatEndsInsteadOfStarting() {
        try (ServerProcess server = server("fail")) {
            assertThatThrownBy(() -> server.start(PATIENCE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Hello from");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(30)
    void freezesAndGoesOn() {
        try (ServerProcess server = server()) {
            server.start(PATIENCE);

            Signal.STOP.send(server.pid());
            waitUntil(() -> isStopped(server.pid()));

            Signal.CONT.send(server.pid());
            waitUntil(() -> !isStopped(server.pid()));
        }
    }

    @Test
    void refusesToSignalAProcessThatIsNotThere() {
        assertThatThrownBy(() -> Signal.CONT.send(Integer.MAX_VALUE)).isInstanceOf(IllegalStateException.class);
    }

    private ServerProcess server(String... arguments) {
        List<String> java =
                new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), HealthyMain.class.getName()));
        java.addAll(List.of(arguments));
        return ServerProcess.of(java, Map.of(), directory);
    }

    /** A signal takes effect a little after it was sent. */
    private static void waitUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static boolean isStopped(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(") T", stat.lastIndexOf(')'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
