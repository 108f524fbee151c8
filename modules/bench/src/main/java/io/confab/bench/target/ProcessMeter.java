package io.confab.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one process has used so far, by {@code /proc/<pid>}: Linux only. */
public final class ProcessMeter {

    /** Every Linux that Java runs on counts in hundredths of a second, whatever the kernel's own tick. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final Path directory;

    /** Watches the process with this pid. */
    public ProcessMeter(long pid) {
        directory = Path.of("/proc", Long.toString(pid));
    }

    /** CPU seconds of all its threads since it began, in user and system mode. */
    public double cpuSeconds() {
        return ticks(USER_TICKS) + kernelSeconds();
    }

    /** The part of them that the kernel took on its behalf. */
    public double kernelSeconds() {
        return ticks(SYSTEM_TICKS);
    }

    private double ticks(int field) {
        String stat = read("stat");
        // The second field is the name in brackets, which may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[field]) / TICKS_PER_SECOND;
    }

    /** Resident memory in MB of 2^20 bytes. */
    public double residentMegabytes() {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024.0;
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The process " + directory.getFileName() + " is gone", e);
        }
    }
}
