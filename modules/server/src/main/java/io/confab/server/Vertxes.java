package io.confab.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** Builds the Vert.x instance of a node. */
final class Vertxes {

    private Vertxes() {}

    /** One event loop for each core; Linux's epoll where it is there. */
    static Vertx create() {
        return Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(eventLoops())
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
    }

    static int eventLoops() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }
}
