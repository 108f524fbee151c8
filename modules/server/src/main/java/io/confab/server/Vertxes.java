package io.confab.server;

import io.confab.http.health.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** Builds the Vert.x instance of a node. */
final class Vertxes {

    private Vertxes() {}

    /** One event loop for each core; Linux's epoll where it is there. */
    static Vertx create(Metrics metrics) {
        VertxOptions options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(eventLoops())
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false));
        return metrics.measured(options).build();
    }

    static int eventLoops() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }
}
