package io.confab.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The note that a started server leaves in its directory so that a later process finds it again.
 *
 * @param pid the server's process; 0 if the starter was killed before it knew
 * @param started when that process started, to tell it from a later one with the same pid
 * @param port where it listens
 */
record ServerRecord(long pid, Instant started, int port) {

    /** The system's clock may be set between two readings of a start time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The record in {@code file}; empty when there is none that can be read. */
    static Optional<ServerRecord> read(Path file) throws IOException {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return Optional.of(
                    new ServerRecord(Long.parseLong(words[0]), Instant.parse(words[1]), Integer.parseInt(words[2])));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (RuntimeException unreadable) {
            // Half a line or somebody's edit: the same as none, the process is then looked for by its arguments.
            return Optional.empty();
        }
    }

    /** Replaces {@code file}, whole or not at all. */
    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, pid + " " + started + " " + port + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * The live process of a kind of server in its directory: the recorded one if it still is that, else any.
     *
     * <p>A pid alone proves nothing, it may belong to somebody else by now. Where the system shows a process's arguments,
     * they decide; elsewhere the program's name together with the start time does.
     */
    Optional<ProcessHandle> process(ServerKind kind) {
        return ProcessHandle.of(pid)
                .filter(handle -> runs(handle, kind))
                .filter(handle -> hasArgument(handle, kind).orElseGet(() -> startedThen(handle)))
                .or(() -> find(kind));
    }

    /** Any live process of a kind of server in its directory. */
    static Optional<ProcessHandle> find(ServerKind kind) {
        return ProcessHandle.allProcesses()
                .filter(handle -> hasArgument(handle, kind).orElse(false))
                .filter(handle -> runs(handle, kind))
                .findFirst();
    }

    private static boolean runs(ProcessHandle handle, ServerKind kind) {
        return handle.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().replaceFirst("\\.exe$", ""))
                .filter(kind.programs()::contains)
                .isPresent();
    }

    private static Optional<Boolean> hasArgument(ProcessHandle handle, ServerKind kind) {
        return handle.info().arguments().map(all -> List.of(all).contains(kind.argument()));
    }

    private boolean startedThen(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(instant -> Duration.between(instant, started).abs())
                .filter(difference -> difference.compareTo(TOLERANCE) <= 0)
                .isPresent();
    }
}
