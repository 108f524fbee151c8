package io.confab.server;

import io.confab.contract.Failure;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks after the private servers: one that has died is started again. */
final class Watch implements AutoCloseable {

    private static final long EVERY_SECONDS = 2;
    private static final long CLOSE_SECONDS = 10;

    private final Consumer<String> progress;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "servers-watch");
        daemon.setDaemon(true);
        return daemon;
    });
    private final ScheduledFuture<?> looking;
    private String complaint = "";

    private Watch(Consumer<String> progress, List<Runnable> works) {
        this.progress = progress;
        looking = thread.scheduleWithFixedDelay(
                () -> works.forEach(this::look), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Does these works every two seconds until it is closed, each of which may fail with a {@link Failure}. */
    static Watch over(Consumer<String> progress, Runnable... works) {
        return new Watch(progress, List.of(works));
    }

    private void look(Runnable work) {
        try {
            work.run();
        } catch (Failure refused) {
            // told once, and tried again
            if (!refused.getMessage().equals(complaint)) {
                complaint = refused.getMessage();
                progress.accept(complaint);
            }
        }
    }

    /** Returns when nothing is being done any more. */
    @Override
    public void close() {
        looking.cancel(true);
        thread.shutdown();
        try {
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
