package io.confab.redis;

import io.confab.contract.GroupEvent;
import io.confab.contract.bridge.MirrorGroup;
import io.confab.contract.log.LogEntry;
import io.confab.redis.RedisConfig.Limits;
import io.confab.testkit.RedisCommand;
import io.confab.testkit.Services;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an entry costs on its way from one node to another, and what Redis does for it.
 *
 * <p>Arguments: entries in a transaction, groups they go to, seconds. It runs on the Redis of the tests ({@code REDIS_URI}
 * or a private one). The next transaction is committed when the one before has arrived.
 */
public final class PublishBench {

    private static final String CONTENT = "A message of some fifty characters, as people write.";
    private static final Limits LIMITS = new Limits(100_000, 100_000_000, 512, 30_000);

    private final BridgeNode here;
    private final int batch;
    private final long[] latencies = new long[5_000_000];
    private final long[] seqs;
    private final AtomicLong missing = new AtomicLong();
    private volatile CountDownLatch arrived = new CountDownLatch(0);
    private int next;

    private PublishBench(BridgeNode here, BridgeNode there, int batch, int groups) {
        this.here = here;
        this.batch = batch;
        seqs = new long[groups];
        for (int group = 1; group <= groups; group++) {
            there.bus.watch(group, this::count);
            there.bus.ask(new MirrorGroup(group)).await();
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        int batch = Integer.parseInt(arguments[0]);
        int groups = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        String uri = Services.redis();
        try (BridgeNode here = new BridgeNode(uri, "bench:", LIMITS).connected();
                BridgeNode there = new BridgeNode(uri, "bench:", LIMITS).connected()) {
            PublishBench bench = new PublishBench(here, there, batch, groups);
            bench.run(uri, Math.min(5, seconds), "warm-up");
            bench.run(uri, seconds, batch + " entries at once, " + groups + " groups");
        }
    }

    private void run(String uri, int seconds, String title) throws InterruptedException, IOException {
        RedisCommand.run(uri, "CONFIG", "RESETSTAT");
        double cpu = cpu(uri);
        long start = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds) && rounds < latencies.length) {
            long began = System.nanoTime();
            missing.set(batch);
            arrived = new CountDownLatch(1);
            here.commit(IntStream.range(0, batch).mapToObj(i -> entry()).toArray(LogEntry[]::new));
            arrived.await();
            latencies[rounds++] = System.nanoTime() - began;
        }
        double took = (System.nanoTime() - start) / 1e9;
        long entries = (long) rounds * batch;
        Arrays.sort(latencies, 0, rounds);
        System.out.printf(
                "%s: %.0f entries/s, p50 %d µs, p99 %d µs; Redis %.2f µs of CPU an entry, %s%n",
                title,
                entries / took,
                latencies[rounds / 2] / 1_000,
                latencies[rounds * 99 / 100] / 1_000,
                (cpu(uri) - cpu) * 1e6 / entries,
                RedisCommand.run(uri, "INFO", "commandstats")
                        .lines()
                        .filter(line -> line.startsWith("cmdstat_xadd") || line.startsWith("cmdstat_publish"))
                        .map(line -> line.replaceFirst("cmdstat_(\\w+):.*usec_per_call=([0-9.]+).*", "$1 $2 µs"))
                        .collect(Collectors.joining(", ")));
    }

    private LogEntry entry() {
        int group = next++ % seqs.length;
        return Entries.posted(group + 1, ++seqs[group], CONTENT);
    }

    private void count(GroupEvent event) {
        if (event instanceof LogEntry && missing.decrementAndGet() == 0) {
            arrived.countDown();
        }
    }

    /** Seconds of the main thread, which does all the work. */
    private static double cpu(String uri) throws IOException {
        return RedisCommand.run(uri, "INFO", "cpu")
                .lines()
                .filter(line ->
                        line.startsWith("used_cpu_sys_main_thread") || line.startsWith("used_cpu_user_main_thread"))
                .mapToDouble(line ->
                        Double.parseDouble(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }
}
