package io.confab.embedded;

import java.nio.file.Path;

/**
 * Where a private Redis lives and how big it may grow.
 *
 * @param directory holds its password, its configuration, its log and its program; created when absent
 * @param port the port on loopback, or 0 for the one it had before if that is free, else a random free one
 * @param maxMemoryMegabytes what it may keep; the process takes about 6 MB beside it
 */
public record RedisOptions(Path directory, int port, int maxMemoryMegabytes) {

    /** A modest server in {@code directory}, on a port of its own choice. */
    public static RedisOptions in(Path directory) {
        return new RedisOptions(directory, 0, 128);
    }

    /** The same with another port. */
    public RedisOptions withPort(int newPort) {
        return new RedisOptions(directory, newPort, maxMemoryMegabytes);
    }

    /** The same with another limit. */
    public RedisOptions withMaxMemory(int megabytes) {
        return new RedisOptions(directory, port, megabytes);
    }
}
