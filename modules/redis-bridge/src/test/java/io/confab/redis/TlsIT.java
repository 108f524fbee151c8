package io.confab.redis;

import static io.confab.redis.BridgeNode.next;
import static io.confab.redis.Entries.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.confab.contract.GroupEvent;
import io.confab.contract.health.CheckRedis.State;
import io.confab.embedded.EmbeddedRedis;
import io.confab.redis.RedisConfig.Limits;
import io.confab.testkit.Ports;
import io.confab.testkit.RedisProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A Redis that speaks TLS, with a certificate for {@code localhost}. */
@Isolated("It sets the trust store of the JVM")
class TlsIT {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    private final int port = Ports.free();
    private Process redis;

    @BeforeEach
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        assumeTrue(EmbeddedRedis.isPossible(), "SKIPPED: there is no redis-server here to speak TLS with");
        makeCertificate();
        redis = new ProcessBuilder(List.of(
                        RedisProgram.path(),
                        "--port",
                        "0",
                        "--tls-port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--tls-cert-file",
                        directory.resolve("cert.pem").toString(),
                        "--tls-key-file",
                        directory.resolve("key.pem").toString(),
                        "--tls-auth-clients",
                        "no",
                        "--save",
                        "",
                        "--requirepass",
                        "secret",
                        "--dir",
                        directory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() {
        System.clearProperty(TRUST_STORE);
        if (redis != null) {
            redis.destroyForcibly().onExit().join();
        }
    }

    @Test
    void speaksTlsWithAServerThatItTrusts() {
        System.setProperty(TRUST_STORE, directory.resolve("trust.jks").toString());
        try (BridgeNode here = node("localhost").connected();
                BridgeNode there = node("localhost").connected()) {
            BlockingQueue<GroupEvent> heard = there.mirror(45);
            here.commit(posted(45, 1, "for nobody else's eyes"));
            assertThat(next(heard)).isEqualTo(posted(45, 1, "for nobody else's eyes"));
        }
    }

    @Test
    void tellsItsPasswordToNobodyWhoseCertificateItDoesNotTrustOrIsForAnotherHost() throws IOException {
        try (BridgeNode distrustful = node("localhost")) {
            awaitHandshakes();
            assertThat(distrustful.state()).isEqualTo(State.AWAY);
        }
        System.setProperty(TRUST_STORE, directory.resolve("trust.jks").toString());
        try (BridgeNode exact = node("127.0.0.1");
                BridgeNode right = node("localhost").connected()) {
            assertThat(exact.state()).isEqualTo(State.AWAY);
            assertThat(right.state()).isEqualTo(State.CONNECTED);
        }
    }

    private BridgeNode node(String host) {
        return new BridgeNode("rediss://:secret@" + host + ":" + port, "", Limits.STANDARD);
    }

    /** Until the server has told of a handshake that the client broke off. */
    private void awaitHandshakes() {
        BridgeNode.await(() -> {
            try {
                return Files.readString(directory.resolve("log")).contains("alert");
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        write(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        write("cert.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        // of this type the JVM reads certificates without a password
        KeyStore trusted = KeyStore.getInstance("JKS");
        trusted.load(null, null);
        trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
        try (OutputStream out = Files.newOutputStream(directory.resolve("trust.jks"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private void write(String name, String kind, byte[] content) throws IOException {
        Files.writeString(
                directory.resolve(name),
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                        + "-----\n");
    }
}
