package io.confab.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Several processes using the one server of a directory: the first to come starts it, the last to leave stops it.
 *
 * <p>Both questions are answered by file locks, which the operating system drops with the process that holds them: a
 * process that was killed neither blocks the next one nor counts as a user.
 */
final class SharedUse {

    /** What is done while no other process is at it. */
    interface Work<T> {
        T run() throws IOException;
    }

    private final FileChannel gate;
    private final FileChannel users;
    private FileLock membership;

    private SharedUse(FileChannel gate, FileChannel users) {
        this.gate = gate;
        this.users = users;
    }

    /** The shared use of {@code directory}, which exists and is writable. */
    static SharedUse of(Path directory) throws IOException {
        // Two files: closing a channel drops every lock that the process holds on the channel's file.
        return new SharedUse(open(directory.resolve("gate.lock")), open(directory.resolve("users.lock")));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Runs {@code work} while no other process starts or stops the server of this directory.
     *
     * @param waiting runs once if another process has to be waited for
     * @throws OverlappingFileLockException when this very process is at it already
     */
    <T> T alone(Runnable waiting, Work<T> work) throws IOException {
        FileLock lock = enter(waiting);
        try {
            return work.run();
        } finally {
            lock.release();
        }
    }

    private FileLock enter(Runnable waiting) throws IOException {
        FileLock lock = gate.tryLock();
        if (lock != null) {
            return lock;
        }
        waiting.run();
        return gate.lock();
    }

    /** Counts this process as a user; call it inside {@link #alone}. */
    void join() throws IOException {
        membership = users.lock(0, Long.MAX_VALUE, true);
    }

    /** Counts this process out and tells whether it was the last; call it inside {@link #alone}. */
    boolean leave() throws IOException {
        membership.release();
        return nobodyUses();
    }

    /** Whether no process, this one included, is counted as a user; call it inside {@link #alone}. */
    boolean nobodyUses() throws IOException {
        FileLock exclusive = users.tryLock();
        if (exclusive == null) {
            return false;
        }
        exclusive.release();
        return true;
    }

    /** Gives the files back; a use that was joined and not left ends here. */
    void close() throws IOException {
        users.close();
        gate.close();
    }
}
