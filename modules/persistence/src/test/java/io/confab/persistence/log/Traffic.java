package io.confab.persistence.log;

import io.confab.contract.account.User;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.message.Sent;
import io.confab.persistence.Rig;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;

/** Clients that each send one message after the other to one group, whatever happens, and remember the answers. */
final class Traffic implements AutoCloseable {

    private final Rig rig;
    private final User sender;
    private final long group;
    private final Map<UUID, Sent> answers = new ConcurrentHashMap<>();
    private final Queue<AppendMessage> unanswered = new ConcurrentLinkedQueue<>();
    private final Semaphore answered = new Semaphore(0);
    private final AtomicLong longest = new AtomicLong();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Phaser running = new Phaser(1);
    private volatile boolean stopped;

    Traffic(Rig rig, User sender, long group, int clients) {
        this.rig = rig;
        this.sender = sender;
        this.group = group;
        for (int i = 0; i < clients; i++) {
            running.register();
            sendOneAfterTheOther();
        }
    }

    private void sendOneAfterTheOther() {
        if (stopped) {
            running.arriveAndDeregister();
            return;
        }
        AppendMessage send = Rig.message(sender, group, "message " + numbers.incrementAndGet());
        long start = System.nanoTime();
        rig.start(send).onComplete(answer -> {
            longest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
            if (answer.succeeded()) {
                answers.put(send.key(), answer.result());
                answered.release();
            } else {
                unanswered.add(send);
            }
            rig.vertx().setTimer(1, id -> sendOneAfterTheOther());
        });
    }

    /** Returns when so many more sends were acknowledged. */
    void awaitAnswers(int count) {
        answered.drainPermits();
        try {
            Assertions.assertThat(answered.tryAcquire(count, 30, TimeUnit.SECONDS))
                    .as("answers")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends no more and returns when the last send has its answer. */
    void stop() {
        stopped = true;
        running.arriveAndAwaitAdvance();
    }

    /** Sends no more. */
    @Override
    public void close() {
        stopped = true;
    }

    /** Sends again, with its key, whatever was refused. */
    void repeatUnanswered() {
        unanswered.forEach(send -> answers.put(send.key(), rig.ask(send)));
    }

    long longestMillis() {
        return longest.get();
    }

    Map<UUID, Sent> answers() {
        return answers;
    }
}
