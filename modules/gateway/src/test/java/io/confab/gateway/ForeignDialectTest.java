package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.GroupEvent;
import io.confab.contract.account.Identity;
import io.confab.contract.account.User;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.SendMessage;
import io.confab.gateway.session.Dialect;
import io.confab.gateway.session.Gate;
import io.confab.gateway.session.Session;
import io.confab.testkit.client.NativeClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Another contract needs nothing but a dialect: here plain text, the name in the path, one group only. */
class ForeignDialectTest {

    @Test
    void speaksPlainTextToThoseWhoCameByItsPath() throws InterruptedException {
        LinkedBlockingQueue<String> closed = new LinkedBlockingQueue<>();
        GatewayServer server = new GatewayServer(GatewayServer.CONFIG, bus -> {}, made -> new PlainText(made, closed));
        Vertx vertx = Vertx.vertx();
        WebSocketClient sockets = vertx.createWebSocketClient();
        try (server) {
            server.world.start(server.vertx);
            server.world.group(1, 2, "ann", "bob");
            NativeClient ann = server.signIn("ann");
            LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
            WebSocket bob = sockets.connect(server.uri.getPort(), "127.0.0.1", "/plain/bob")
                    .onSuccess(socket -> socket.textMessageHandler(heard::add))
                    .await();
            assertThat(next(heard)).isEqualTo("ann: old");
            assertThat(next(heard)).isEqualTo("ann: old");

            bob.writeTextMessage("{hi}");
            assertThat(next(heard)).isEqualTo("bob: {hi}");
            assertThat(ann.next("new_message").text("content")).isEqualTo("{hi}");
            ann.send(1, "hello");

            assertThat(next(heard)).isEqualTo("ann: hello");

            bob.close().await();
            assertThat(next(closed)).isEqualTo("closed");
        } finally {
            vertx.close().await();
        }
    }

    private static String next(LinkedBlockingQueue<String> heard) throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private static final class PlainText implements Dialect {

        private final GatewayServer server;

        private final LinkedBlockingQueue<String> closed;

        PlainText(GatewayServer server, LinkedBlockingQueue<String> closed) {
            this.server = server;
            this.closed = closed;
        }

        @Override
        public void mount(Router router, Gate gate) {
            router.get("/plain/:name").handler(ctx -> {
                User user = server.world.users.get(ctx.pathParam("name"));
                gate.upgrade(ctx, this, null, session -> enter(session, user));
            });
        }

        private void enter(Session session, User user) {
            Identity known = new Identity(user, 0, Instant.MAX);
            session.identify(
                    Future.succeededFuture(known),
                    groups -> groups.result()
                            .forEach(group -> session.subscriptions().begin(group, 0)));
        }

        @Override
        public void received(Session session, String text) {
            User sender = session.identity().user();
            SendMessage send = new SendMessage(sender, 1, UUID.randomUUID(), text, null);
            session.await(1, server.bus.ask(send), sent -> {});
        }

        @Override
        public byte[] encode(GroupEvent event) {
            return event instanceof MessagePosted posted
                    ? (posted.message().senderName() + ": " + posted.message().content())
                            .getBytes(StandardCharsets.UTF_8)
                    : null;
        }

        @Override
        public void entered(Session session, GroupSummary group, long seq) {}

        @Override
        public void closed(Session session) {
            closed.add("closed");
        }
    }
}
