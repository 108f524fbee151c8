package io.confab.dialects.conversations;

import io.confab.contract.Failure.Code;
import io.confab.gateway.socket.Frame;
import io.confab.gateway.socket.Line;
import io.confab.socketio.NamespaceSocket;

/** A session's line through Socket.IO. */
record SocketLine(NamespaceSocket socket) implements Line {

    @Override
    public void write(Frame frame) {
        socket.write(new GatewaySockets.Encoded(frame));
    }

    @Override
    public boolean congested() {
        return socket.connection().congested();
    }

    @Override
    public void pause() {
        socket.connection().pause();
    }

    @Override
    public void resume() {
        socket.connection().resume();
    }

    @Override
    public void identified() {
        // Socket.IO knows it by the namespace that is entered
    }

    /** Clients come again after a lost connection, but not after a good-bye: that is for those who are signed out. */
    @Override
    public void close(int code, String reason) {
        if (code == Code.UNAUTHENTICATED.closeCode()) {
            socket.disconnect();
        }
        socket.connection().close();
    }
}
