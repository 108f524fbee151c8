package io.confab.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** How much of another JVM's heap is alive, by {@code jcmd}, which this JVM's JDK brings. */
public final class LiveHeap {

    private final long pid;

    /** Looks at the JVM with this pid. */
    public LiveHeap(long pid) {
        this.pid = pid;
    }

    /** Bytes of all objects that survive a full collection, which this causes. */
    public long bytes() {
        String total = histogram()
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd gave no histogram of " + pid));
        String[] columns = total.strip().split("\\s+", -1);
        return Long.parseLong(columns[columns.length - 1]);
    }

    /** The number and bytes of the objects of each class, the largest first. */
    public String histogram() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("No jcmd: the load generator needs a JDK", e);
        }
    }
}
