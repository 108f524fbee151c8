package io.confab.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another JVM that starts the database of a directory: it prints the URI and stops when its input ends. */
final class StarterJvm {

    private final Process process;
    private final String uri;

    private StarterJvm(Process process, String uri) {
        this.process = process;
        this.uri = uri;
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
        return launch(directory).awaitUri();
    }

    /** Starts without waiting for the database; {@link #awaitUri} does that. */
    static StarterJvm launch(Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new StarterJvm(
                new ProcessBuilder(
                                java,
                                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StarterJvm.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                null);
    }

    StarterJvm awaitUri() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new StarterJvm(process, output.readLine());
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
