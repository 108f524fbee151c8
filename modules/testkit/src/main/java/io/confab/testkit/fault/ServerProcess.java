package io.confab.testkit.fault;

import io.confab.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A Confab server as a process of its own, that can be killed without killing the test. It ends with this JVM at the latest.
 *
 * <p>Its output goes to a file in its directory, which {@link #output} returns.
 */
public final class ServerProcess implements AutoCloseable {

    private static final long POLL_MILLIS = 10;

    /** Tests start servers by the dozen, and few live long: half of a start would be the better compiler's work. */
    private static final List<String> SHORT_LIVED = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final URI uri;
    private final Thread reaper = new Thread(this::kill, "server-reaper");
    private Process process;

    private ServerProcess(List<String> command, Map<String, String> environment, Path directory, URI uri) {
        this.command = command;
        this.environment = environment;
        this.directory = directory;
        this.uri = uri;
    }

    /**
     * Prepares a server with this JVM's {@code java}; {@link #start} starts it.
     *
     * @param arguments what follows {@code java}: options, then {@code -jar …} or {@code -cp … Main}
     * @param environment added to this process's, the port excepted: it is chosen here and stays the same over restarts
     * @param directory the working directory
     */
    public static ServerProcess of(List<String> arguments, Map<String, String> environment, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        int port = Ports.free();
        Map<String, String> all = new TreeMap<>(environment);
        all.put("CONFAB_PORT", Integer.toString(port));
        return new ServerProcess(command, all, directory, URI.create("http://127.0.0.1:" + port));
    }

    /** Prepares a server of this JVM's class path, as {@link #of} does. */
    public static ServerProcess ofMain(String mainClass, Map<String, String> environment, Path directory) {
        List<String> arguments = new ArrayList<>(SHORT_LIVED);
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return of(arguments, environment, directory);
    }

    /**
     * Starts it and returns once it is ready to serve.
     *
     * @return how long that took
     * @throws AssertionError with its output, when it ended or was not ready in time
     */
    public Duration start(Duration patience) {
        long began = System.nanoTime();
        launch();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - began > patience.toNanos()) {
                boolean alive = process.isAlive();
                kill();
                throw new AssertionError((alive ? "Not ready in " + patience : "Ended") + ":\n" + output());
            }
            pause();
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void launch() {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile().toFile()));
        try {
            if (process == null) {
                Runtime.getRuntime().addShutdownHook(reaper);
            }
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        HttpRequest health =
                HttpRequest.newBuilder(uri.resolve("/health/ready")).build();
        try {
            return http.sendAsync(health, HttpResponse.BodyHandlers.discarding())
                            .join()
                            .statusCode()
                    == 200;
        } catch (CompletionException e) {
            return false; // nobody listens yet
        }
    }

    private static void pause() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                .join();
    }

    /** Its base address; the same after a restart. */
    public URI uri() {
        return uri;
    }

    /** The pid of the running process. */
    public long pid() {
        return process.pid();
    }

    /** The processes that it started and that still run, and those that these started. */
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** {@code kill -9}, and waits until it is gone; nothing when it is not running. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /**
     * SIGTERM, and waits until it is gone.
     *
     * @return its exit code
     * @throws AssertionError with its output when it does not go in time; it is killed then
     */
    public int stop(Duration patience) {
        process.destroy();
        return awaitEnd(patience);
    }

    /**
     * Waits until it has ended by itself, or of a signal that somebody sent.
     *
     * @return its exit code
     * @throws AssertionError with its output when it does not go in time; it is killed then
     */
    public int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new AssertionError("Did not stop in " + patience + ":\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** Everything it printed so far, over all its starts. */
    public String output() {
        try {
            return Files.readString(outputFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        kill();
    }

    private Path outputFile() {
        return directory.resolve("server-" + uri.getPort() + ".log");
    }
}
