package io.confab.embedded;

import java.nio.file.Path;

/**
 * Where a private MariaDB lives and how big it is.
 *
 * @param directory holds its data, its password and its log; created when absent
 * @param port the port on loopback, or 0 for the one it had before if that is free, else a random free one
 * @param bufferPoolMegabytes InnoDB's cache of pages; the process takes about 120 MB beside it
 */
public record MariaDbOptions(Path directory, int port, int bufferPoolMegabytes) {

    /** A modest server in {@code directory}, on a port of its own choice. */
    public static MariaDbOptions in(Path directory) {
        return new MariaDbOptions(directory, 0, 64);
    }

    /** The same with another port. */
    public MariaDbOptions withPort(int newPort) {
        return new MariaDbOptions(directory, newPort, bufferPoolMegabytes);
    }

    /** The same with another buffer pool. */
    public MariaDbOptions withBufferPool(int megabytes) {
        return new MariaDbOptions(directory, port, megabytes);
    }
}
