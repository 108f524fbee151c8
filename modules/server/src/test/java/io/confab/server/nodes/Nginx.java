package io.confab.server.nodes;

import io.confab.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A real nginx that runs {@code conf/nginx.conf} before nodes on this machine. */
final class Nginx implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final Path output;
    private final int port;

    private Nginx(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Whether there is one to be run. */
    static boolean isInstalled() {
        try {
            return new ProcessBuilder("nginx", "-v").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts it before two nodes: the file as it is, but for the names of the nodes, the port and where it may write. */
    static Nginx before(List<URI> nodes) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "nginx"))
                .toAbsolutePath()
                .normalize();
        Path output = directory.resolve("output.log");
        int port = Ports.free();
        String file = Files.readString(Path.of("../../conf/nginx.conf"))
                .replace("node1:8000", nodes.get(0).getAuthority())
                .replace("node2:8000", nodes.get(1).getAuthority())
                .replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                .replace("http {", "http {" + writableBy(directory));
        Path configuration = Files.writeString(directory.resolve("nginx.conf"), file);
        Process process = new ProcessBuilder(
                        "nginx",
                        "-p",
                        directory.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        "stderr",
                        "-g",
                        "daemon off; pid " + directory.resolve("nginx.pid") + ";")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Nginx nginx = new Nginx(process, output, port);
        nginx.awaitListening();
        return nginx;
    }

    private static String writableBy(Path directory) {
        StringBuilder paths = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            paths.append("\n    ")
                    .append(kind)
                    .append("_temp_path ")
                    .append(directory.resolve(kind))
                    .append(';');
        }
        return paths.toString();
    }

    private void awaitListening() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    close();
                    throw new AssertionError("nginx does not start: " + output());
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it logged. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
