package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.NativeSocket;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Clients that lose their connections again and again, on a node that loses events. */
class ReconnectTest {

    private static final int CLIENTS = 10;
    private static final int MESSAGES = 400;

    @RepeatedTest(3)
    void losesNothingAndTellsNothingTwice(RepetitionInfo run) throws TimeoutException {
        Random random = new Random(run.getCurrentRepetition());
        try (GatewayServer server = new GatewayServer(GatewayServer.CONFIG)) {
            server.world.group(1, 50, "ann", "bob");
            server.world.lose(event -> event instanceof LogEntry && random.nextInt(10) == 0);
            List<Reader> readers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                readers.add(new Reader(server.clients, i % 2 == 0 ? server.uri : server.otherLoop));
            }
            for (int i = 0; i < MESSAGES; i++) {
                server.world.post(1, "bob", "message " + i);
                readers.get(random.nextInt(CLIENTS)).dropSometimes(random);
            }
            server.world.publish(new HeadMoved(1, server.world.head(1)));
            for (Reader reader : readers) {
                reader.heard(server.world.head(1)).await(20, TimeUnit.SECONDS);
            }
            assertThat(readers).allMatch(reader -> reader.cursor == 50 + MESSAGES);
        }
    }

    /** Reads one group; fails when a frame is not the very next one after its cursor. */
    private static final class Reader {
        private final NativeClients clients;
        private final URI server;
        private final Context context;
        private NativeSocket socket;
        private long cursor;
        private long wanted = Long.MAX_VALUE;
        private final Promise<Void> done = Promise.promise();

        Reader(NativeClients clients, URI server) {
            this.clients = clients;
            this.server = server;
            context = clients.vertx().getOrCreateContext();
            context.runOnContext(start -> connect());
        }

        void dropSometimes(Random random) {
            if (random.nextInt(4) == 0) {
                context.runOnContext(now -> {
                    if (socket != null) {
                        socket.drop();
                    }
                });
            }
        }

        Future<Void> heard(long last) {
            context.runOnContext(now -> {
                wanted = last;
                check();
            });
            return done.future();
        }

        private void connect() {
            if (done.future().isComplete()) {
                return;
            }
            Reading reading = new Reading();
            clients.open(NativeClients.options(server), frame -> context.runOnContext(turn -> reading.hear(frame)))
                    .onSuccess(opened -> context.runOnContext(turn -> reading.identify(opened)))
                    .onFailure(cause -> context.runOnContext(turn -> connect()));
        }

        private void check() {
            if (cursor >= wanted) {
                done.tryComplete();
            }
        }

        /** One connection; what comes late of an old one no longer counts. */
        private final class Reading {
            private boolean isOver;

            void identify(NativeSocket opened) {
                socket = opened;
                opened.closed()
                        .onComplete(code -> context.runOnContext(turn -> {
                            isOver = true;
                            connect();
                        }));
                Frame identify = Frame.of("identify").with("token", "ann").with("cursors", Map.of(1L, cursor));
                opened.tell(identify).onFailure(cause -> {});
            }

            void hear(Frame frame) {
                if (!isOver && frame.is("new_message")) {
                    if (frame.seq() != cursor + 1) {
                        done.tryFail("After " + cursor + " came " + frame);
                    }
                    cursor = frame.seq();
                    check();
                }
            }
        }
    }
}
