package io.confab.socketio;

import io.confab.socketio.engine.Packet;
import io.confab.socketio.engine.Pipe;
import io.confab.socketio.engine.PipeListener;
import io.confab.socketio.engine.WebSockets;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Vert.x's own WebSockets. */
final class PlainWebSockets implements WebSockets {

    @Override
    public void upgrade(RoutingContext ctx, Function<Pipe, PipeListener> opened) {
        ctx.request().toWebSocket().onFailure(ctx::fail).onSuccess(socket -> join(socket, opened));
    }

    private static void join(ServerWebSocket socket, Function<Pipe, PipeListener> opened) {
        PipeListener listener = opened.apply(new SocketPipe(socket));
        socket.textMessageHandler(listener::text);
        socket.binaryMessageHandler(listener::binary);
        socket.drainHandler(drained -> listener.drained());
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(closed -> listener.closed());
    }

    private record SocketPipe(ServerWebSocket socket) implements Pipe {

        @Override
        public void write(Packet packet) {
            if (socket.isClosed()) {
                return;
            }
            if (packet.text() != null) {
                socket.writeTextMessage(packet.text());
            } else {
                socket.writeBinaryMessage(packet.binary());
            }
        }

        @Override
        public boolean congested() {
            return socket.writeQueueFull();
        }

        @Override
        public void pause() {
            socket.pause();
        }

        @Override
        public void resume() {
            socket.resume();
        }

        @Override
        public void close() {
            if (!socket.isClosed()) {
                socket.close();
            }
        }
    }
}
