package io.confab.testkit;

import io.confab.embedded.EmbeddedRedis;
import io.confab.embedded.RedisOptions;
import java.nio.file.Path;

/** The program that every test's Redis is, for those who start it with options of their own. */
public final class RedisProgram {

    private RedisProgram() {}

    /** Where it is; unpacks it if need be. */
    public static String path() {
        // a directory that nobody else uses: a process can use each of them once
        RedisOptions options =
                RedisOptions.in(Path.of("target", "services", "redis-program")).withPort(Ports.free());
        try (EmbeddedRedis redis = EmbeddedRedis.start(options, line -> {})) {
            return redis.process().info().command().orElseThrow();
        }
    }
}
