package io.confab.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another JVM that starts the database of a directory: it prints the URI and stops when its input ends. */
final class StarterJvm {

    private final Process process;
    private final Path complaints;
    private String uri;

    private StarterJvm(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
    }

    /** What the other JVM runs. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedMariaDb database = EmbeddedMariaDb.start(MariaDbOptions.in(Path.of(arguments[0])), line -> {});
        System.out.println(database.uri());
        while (System.in.read() >= 0) {
            // Only the end of the input counts.
        }
        database.stop();
    }

    static StarterJvm start(Path directory) throws IOException {
        StarterJvm starter = launch(directory);
        starter.awaitUri();
        return starter;
    }

    /** Starts without waiting for the database; {@link #awaitUri} does that. */
    static StarterJvm launch(Path directory) throws IOException {
        Path complaints = Files.createTempFile(directory, "starter", ".err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StarterJvm.class.getName(),
                        directory.toString())
                .redirectError(complaints.toFile())
                .start();
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

    /** SIGKILL: it can do nothing about it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
