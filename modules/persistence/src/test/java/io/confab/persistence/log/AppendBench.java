package io.confab.persistence.log;

import com.sun.management.OperatingSystemMXBean;
import io.confab.contract.account.User;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How many appends a second persistence alone takes, with some in flight all the time.
 *
 * <p>Arguments: in flight, groups, seconds. It runs on the database of the tests ({@code MYSQL_URI} or a private one) and
 * prints CPU time of this process and, where it can see it, of the database.
 */
public final class AppendBench {

    private final Rig rig;
    private final User[] senders;
    private final long[] groups;
    private final long[] latencies = new long[20_000_000];
    private long end;
    private int done;
    private int running;

    private AppendBench(Rig rig, int groups) {
        this.rig = rig;
        senders = IntStream.range(0, 50).mapToObj(i -> rig.user("sender")).toArray(User[]::new);
        User[] others = Arrays.copyOfRange(senders, 1, senders.length);
        this.groups = IntStream.range(0, groups)
                .mapToLong(i -> rig.group(senders[0], others))
                .toArray();
    }

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        int inFlight = Integer.parseInt(arguments[0]);
        int groups = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        try (Rig rig = new Rig(Services.mysql())) {
            AppendBench bench = new AppendBench(rig, groups);
            bench.run(inFlight, Math.min(5, seconds), "warm-up");
            bench.run(inFlight, seconds, inFlight + " in flight, " + groups + " groups");
        }
    }

    private void run(int inFlight, int seconds, String title) throws InterruptedException, IOException {
        done = 0;
        running = inFlight;
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        double mine = cpuSeconds();
        double theirs = databaseCpuSeconds();
        long start = System.nanoTime();
        rig.vertx().runOnContext(go -> IntStream.range(0, inFlight).forEach(i -> next(i)));
        synchronized (this) {
            while (running > 0) {
                wait();
            }
        }
        report(title, (System.nanoTime() - start) / 1e9, cpuSeconds() - mine, databaseCpuSeconds() - theirs);
    }

    private void next(int n) {
        long start = System.nanoTime();
        if (start > end) {
            finish();
            return;
        }
        var send = Rig.message(
                senders[n % senders.length],
                groups[n % groups.length],
                "A message of about sixty characters, as people write them.");
        rig.start(send).onComplete(sent -> {
            if (sent.failed()) {
                System.out.println(sent.cause().getMessage());
            }
            latencies[done++] = System.nanoTime() - start;
            next(n + 1_000_003);
        });
    }

    private synchronized void finish() {
        running--;
        notifyAll();
    }

    private void report(String title, double seconds, double mine, double theirs) {
        Arrays.sort(latencies, 0, done);
        System.out.printf(
                "%s: %,.0f appends/s; p50 %.2f ms, p99 %.2f ms; CPU per append %.1f us here, %.1f us in the database; %.2f cores%n",
                title,
                done / seconds,
                latencies[done / 2] / 1e6,
                latencies[(int) (done * 0.99)] / 1e6,
                mine / done * 1e6,
                theirs / done * 1e6,
                (mine + theirs) / seconds);
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private double databaseCpuSeconds() throws IOException {
        Path pidFile = Path.of(rig.sql("SELECT @@pid_file").get(0).getString(0));
        if (!Files.isReadable(pidFile)) {
            return Double.NaN;
        }
        Path stat = Path.of("/proc", Files.readString(pidFile).strip(), "stat");
        String[] fields = Files.readString(stat).replaceAll("^.*\\) ", "").split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }
}
