package io.confab.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.confab.contract.Failure;
import io.confab.contract.account.User;
import io.confab.contract.group.LoadGroups;
import io.confab.testkit.OwnServer;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of a database that does not answer. */
class OutagesIT {

    @Test
    void saysOnceThatTheDatabaseStoppedAndOnceThatItAnswersAgain() {
        try (Lines lines = new Lines();
                OwnServer mysql = Services.ownMysql();
                Rig rig = new Rig(mysql.uri())) {
            User ann = rig.user("ann");
            long group = rig.group(ann);
            mysql.pause();
            List<Future<?>> waiting = IntStream.range(0, 20)
                    .<Future<?>>mapToObj(i -> i % 2 == 0
                            ? rig.start(Rig.message(ann, group, "into the void"))
                            : rig.start(new LoadGroups(ann.id(), 0)))
                    .toList();
            assertThat(Rig.next(lines.heard)).startsWith("WARN The database does not answer");
            waiting.forEach(rig::refusalOf);
            mysql.resume();
            assertThat(Rig.next(lines.heard)).matches("INFO The database answers again, after [0-9]+\\.[0-9] s");
            rig.untilAnswered(Rig.message(ann, group, "back"));
            assertThat(lines.heard).isEmpty();
        }
    }

    @Test
    void saysNothingOfASingleLostConnection() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try (Lines lines = new Lines()) {
            CountDownLatch looked = new CountDownLatch(1);
            Outages outages = new Outages(vertx, () -> {
                looked.countDown();
                return Future.succeededFuture();
            });
            outages.doubt(System.nanoTime());
            looked.await();
            assertThat(lines.heard).isEmpty();
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void looksAgainAfterEachOutage() {
        Vertx vertx = Vertx.vertx();
        try (Lines lines = new Lines()) {
            AtomicBoolean away = new AtomicBoolean();
            Outages outages = new Outages(
                    vertx,
                    () -> away.get() ? Future.failedFuture(Failure.unavailable("away")) : Future.succeededFuture());
            for (int i = 0; i < 2; i++) {
                away.set(true);
                vertx.runOnContext(go -> outages.doubt(System.nanoTime()));
                assertThat(Rig.next(lines.heard)).startsWith("WARN");
                away.set(false);
                assertThat(Rig.next(lines.heard)).startsWith("INFO");
            }
        } finally {
            vertx.close().await();
        }
    }

    /** What {@link Outages} says. */
    private static final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

        private final Logger logger = (Logger) LoggerFactory.getLogger(Outages.class);
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        Lines() {
            logger.setLevel(Level.INFO);
            logger.addAppender(this);
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            heard.add(event.getLevel() + " " + event.getFormattedMessage());
        }

        @Override
        public void close() {
            logger.detachAppender(this);
        }
    }
}
