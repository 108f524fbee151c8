package io.confab.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that starts the server of a directory: it prints the URI and stops when its input ends. */
final class StarterJvm {

    static final String MARIADB = "mariadb";
    static final String REDIS = "redis";

    private final Process process;
    private final Path complaints;
    private String uri;

    private StarterJvm(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
    }

    /** What the other JVM runs: the kind of server and its directory. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        if (arguments[0].equals(REDIS)) {
            EmbeddedRedis redis = EmbeddedRedis.start(RedisOptions.in(directory), line -> {});
            use(redis.uri(), redis::stop);
        } else {
            EmbeddedMariaDb database = EmbeddedMariaDb.start(MariaDbOptions.in(directory), line -> {});
            use(database.uri(), database::stop);
        }
    }

    private static void use(String uri, Runnable stop) throws IOException {
        System.out.println(uri);
        while (System.in.read() >= 0) {
            // Only the end of the input counts.
        }
        stop.run();
    }

    static StarterJvm start(String kind, Path directory) throws IOException {
        StarterJvm starter = launch(kind, directory);
        starter.awaitUri();
        return starter;
    }

    /** Starts as a shell with job control does: the JVM leads a group of processes, to which Ctrl-C goes. */
    static StarterJvm inItsOwnGroup(String kind, Path directory) throws IOException {
        StarterJvm starter = launch(List.of("setsid"), kind, directory);
        starter.awaitUri();
        return starter;
    }

    /** Starts without waiting for the server; {@link #awaitUri} does that. */
    static StarterJvm launch(String kind, Path directory) throws IOException {
        return launch(List.of(), kind, directory);
    }

    private static StarterJvm launch(List<String> before, String kind, Path directory) throws IOException {
        Path complaints = Files.createTempFile(directory, "starter", ".err");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                "-cp",
                System.getProperty("java.class.path"),
                StarterJvm.class.getName(),
                kind,
                directory.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(complaints.toFile()).start();
        return new StarterJvm(process, complaints);
    }

    String awaitUri() throws IOException {
        uri = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (uri == null) {
            throw new AssertionError("The other JVM did not start it: " + Files.readString(complaints));
        }
        return uri;
    }

    String uri() {
        return uri;
    }

    /** Its pid, which is the number of its group too when it has one of its own. */
    long pid() {
        return process.pid();
    }

    /** SIGKILL: it can do nothing about it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
