package io.confab.dialects.conversations;

import io.confab.gateway.session.Gate;
import io.confab.gateway.socket.Frame;
import io.confab.gateway.socket.Socket;
import io.confab.socketio.engine.Packet;
import io.confab.socketio.engine.Pipe;
import io.confab.socketio.engine.PipeListener;
import io.confab.socketio.engine.WebSockets;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** The gateway's WebSockets for Socket.IO, whose frames they write as they are. */
final class GatewaySockets implements WebSockets {

    private static final int NORMAL = 1000;

    private final Gate gate;

    GatewaySockets(Gate gate) {
        this.gate = gate;
    }

    /** An event that the gateway encoded, the same for many. */
    record Encoded(Frame frame) implements Packet {

        @Override
        public String text() {
            return frame.text();
        }

        @Override
        public Packet kept() {
            return new Encoded(frame.kept());
        }

        @Override
        public void release() {
            frame.close();
        }
    }

    @Override
    public void upgrade(RoutingContext ctx, Function<Pipe, PipeListener> opened) {
        gate.upgrade(ctx, socket -> {
            PipeListener listener = opened.apply(new SocketPipe(socket));
            // who does not enter a namespace in time is sent away by Socket.IO
            socket.identified();
            socket.onText(listener::text);
            socket.onBinary(bytes -> listener.binary(Buffer.buffer(bytes)));
            socket.onDrain(listener::drained);
            socket.onClose(how -> listener.closed());
        });
    }

    private record SocketPipe(Socket socket) implements Pipe {

        @Override
        public void write(Packet packet) {
            if (packet instanceof Encoded encoded) {
                socket.write(encoded.frame());
            } else if (packet.text() != null) {
                socket.write(packet.text());
            } else {
                try (Frame frame = Frame.binary(packet.binary().getBytes())) {
                    socket.write(frame);
                }
            }
        }

        @Override
        public boolean congested() {
            return socket.congested();
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
            socket.close(NORMAL, "");
        }
    }
}
