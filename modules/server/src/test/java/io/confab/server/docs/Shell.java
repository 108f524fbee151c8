package io.confab.server.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs commands as somebody would who types them one after the other in the folder of the project. */
final class Shell {

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();

    Shell(Path folder) {
        this.folder = folder;
    }

    static boolean has(String program) {
        return new Shell(Path.of("")).tryRun("command -v " + program) == 0;
    }

    void set(String variable, String value) {
        variables.put(variable, value);
    }

    /** Runs it to its end and gives what it wrote; it must succeed. */
    String run(String command) {
        Process process = start(command);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " ended with " + process.exitValue() + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts it; errors are among its output. */
    Process start(String command) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CONFAB_"));
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(command, e);
        }
    }

    private int tryRun(String command) {
        try {
            return start(command).waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
