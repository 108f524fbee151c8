package io.confab.server.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.confab.server.fault.Trial;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ten thousand who open a socket and say nothing, and hundreds who speak very slowly: they go, and nobody else notices. */
class TooManyIT {

    private static final Logger LOG = LoggerFactory.getLogger(TooManyIT.class);
    private static final int WANTED = 10_000;
    private static final int SLOW = 100;
    /** Files that this process has open for other ends. */
    private static final int RESERVE = 1_000;

    private static final String UPGRADE = """
            GET /ws HTTP/1.1
            Host: 127.0.0.1
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n");
    private static final String HALF_A_HEADER = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: very";
    private static final String HALF_A_BODY =
            "POST /api/v1/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{";
    /** A close frame with 4401. */
    private static final String UNIDENTIFIED = "\u00111";

    @Test
    void endsThoseWhoSayNothingOrSpeakSlowlyAndServesTheOthersMeanwhile() throws Exception {
        int count = affordable();
        try (Trial trial = Trial.start(Services.mysql(), "too-many");
                NativeClient healthy = trial.clients()
                        .signIn(trial.server().uri(), trial.member("healthy").token())) {
            try (IdleSockets slowHeaders = IdleSockets.open(trial.server().uri(), SLOW, HALF_A_HEADER, false);
                    IdleSockets slowBodies = IdleSockets.open(trial.server().uri(), SLOW, HALF_A_BODY, false);
                    IdleSockets idle = IdleSockets.open(trial.server().uri(), count, UPGRADE, true)) {
                Duration slowest = sendUntil(healthy, () -> idle.ends().size() == count);
                LOG.info("The slowest send beside {} idle sockets took {} ms", count, slowest.toMillis());
                assertThat(slowest).isLessThan(Duration.ofSeconds(1));
                assertThat(idle.ends()).allSatisfy(end -> {
                    assertThat(end.heard()).startsWith("HTTP/1.1 101").contains(UNIDENTIFIED);
                    assertThat(end.toldMillis()).isBetween(9_000L, 13_000L);
                });
                sendUntil(
                        healthy,
                        () -> slowHeaders.ends().size() == SLOW
                                && slowBodies.ends().size() == SLOW);
                assertThat(slowHeaders.ends()).allMatch(end -> !end.heard().contains("HTTP/1.1 2"));
                assertThat(slowBodies.ends()).allMatch(end -> end.heard().startsWith("HTTP/1.1 408"));
            }
            assertThat(sessions(trial)).as("all but the healthy one are gone").isEqualTo(1);
            assertThat(trial.server().output()).doesNotContain("OutOfMemoryError", "ERROR");
        }
    }

    /** How many sockets the limit of open files allows; says so aloud when they are fewer than wanted. */
    private static int affordable() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - RESERVE;
        int count = (int) Math.min(WANTED, free);
        if (count < WANTED) {
            LOG.warn("Only {} sockets: this process may open {} files", count, system.getMaxFileDescriptorCount());
        }
        assertThat(count).isGreaterThan(1_000);
        return count;
    }

    /** Sends five times a second until it is so; how long the slowest took. */
    private static Duration sendUntil(NativeClient healthy, BooleanSupplier done) {
        Instant deadline = Instant.now().plusSeconds(60);
        Duration slowest = Duration.ZERO;
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).as("they end in time").isBefore(deadline);
            Instant sent = Instant.now();
            assertThat(healthy.ask(Frame.message(1, "still here")).type()).isEqualTo("message_sent");
            Duration took = Duration.between(sent, Instant.now());
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            pause();
        }
        return slowest;
    }

    private static void pause() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS))
                .join();
    }

    private static int sessions(Trial trial) {
        HttpResponse<String> metrics = trial.rest().call("GET", "/metrics", null, null);
        List<String> lines = metrics.body()
                .lines()
                .filter(line -> line.startsWith("confab_sessions"))
                .toList();
        assertThat(lines).hasSize(1);
        return (int) Double.parseDouble(lines.get(0).replaceFirst(".* ", ""));
    }
}
