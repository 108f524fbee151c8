package io.confab.bench.target;

import java.util.Optional;

/** Measures what a stretch of time costs the server, the database and the generator itself. */
public final class Meter {

    private final ProcessMeter server;
    private final Optional<ProcessMeter> database;
    private final ProcessMeter bench = new ProcessMeter(ProcessHandle.current().pid());
    private final long startNanos = System.nanoTime();
    private final double serverCpu;
    private final double serverKernel;
    private final double databaseCpu;
    private final double benchCpu;

    private Meter(ProcessMeter server, Optional<ProcessMeter> database) {
        this.server = server;
        this.database = database;
        serverCpu = server.cpuSeconds();
        serverKernel = server.kernelSeconds();
        databaseCpu = databaseCpu();
        benchCpu = bench.cpuSeconds();
    }

    /** Begins to measure. */
    public static Meter start(Target target) {
        return new Meter(
                new ProcessMeter(target.serverPid()), target.databasePid().map(ProcessMeter::new));
    }

    /** What it cost since the start. */
    public Costs costs() {
        return new Costs(
                (System.nanoTime() - startNanos) / 1e9,
                server.cpuSeconds() - serverCpu,
                server.kernelSeconds() - serverKernel,
                databaseCpu() - databaseCpu,
                bench.cpuSeconds() - benchCpu,
                server.residentMegabytes(),
                database.map(ProcessMeter::residentMegabytes).orElse(Double.NaN));
    }

    private double databaseCpu() {
        return database.map(ProcessMeter::cpuSeconds).orElse(Double.NaN);
    }
}
