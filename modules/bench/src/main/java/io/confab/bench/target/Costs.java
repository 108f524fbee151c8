package io.confab.bench.target;

/**
 * What a stretch of time cost, beside every figure.
 *
 * @param seconds how long it was
 * @param serverCpu CPU seconds of the server
 * @param serverKernel the part of them that the kernel took: reading and writing sockets
 * @param databaseCpu CPU seconds of the database; NaN when its process is not known
 * @param benchCpu CPU seconds of the load generator
 * @param serverRss resident MB of the server at the end
 * @param databaseRss resident MB of the database at the end; NaN when its process is not known
 */
public record Costs(
        double seconds,
        double serverCpu,
        double serverKernel,
        double databaseCpu,
        double benchCpu,
        double serverRss,
        double databaseRss) {}
