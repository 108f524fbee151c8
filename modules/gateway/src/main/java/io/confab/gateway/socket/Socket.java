package io.confab.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.util.function.Consumer;

/**
 * One live WebSocket connection.
 *
 * <p>Everything is called, and calls back, on the event loop that accepted it. Whole messages come in; text is valid
 * UTF-8; pings are answered. Writes are queued, reach the kernel at the end of the loop's turn and are silently dropped
 * once the socket has begun to close, so a writer need not ask first. A message that no handler wants closes the socket
 * with 1003, a handler that throws with 1011.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline too when a write or a close fails.
public final class Socket implements Line {

    private final ChannelHandlerContext ctx;
    private final Sockets sockets;
    private final Outbox outbox;
    private final Pulse pulse;
    private long endBy;
    private Closed closed;
    private Consumer<String> text;
    private Consumer<byte[]> binary;
    private Runnable drain;
    private Consumer<Closed> close;

    Socket(ChannelHandlerContext ctx, Sockets sockets) {
        this.ctx = ctx;
        this.sockets = sockets;
        pulse = new Pulse(sockets.limits(), Sockets.clock());
        outbox = new Outbox(ctx, sockets);
    }

    /** Sets who takes text messages; the one before is forgotten. */
    public void onText(Consumer<String> handler) {
        text = handler;
    }

    /** Sets who takes binary messages; the one before is forgotten. */
    public void onBinary(Consumer<byte[]> handler) {
        binary = handler;
    }

    /** Sets who is told, in a turn of its own, each time that the socket is no longer {@link #congested()}. */
    public void onDrain(Runnable handler) {
        drain = handler;
    }

    /**
     * Sets who is told once, in a turn of its own, that the socket has begun to close, whoever began. From then on
     * nothing is received and writes are dropped.
     */
    public void onClose(Consumer<Closed> handler) {
        close = handler;
    }

    /** Queues a message that may go to many sockets; the caller still closes the frame. */
    @Override
    public void write(Frame frame) {
        if (isOpen()) {
            send(frame.share());
        }
    }

    /** Queues a text message for this socket alone. */
    public void write(String message) {
        try (Frame frame = Frame.text(message)) {
            write(frame);
        }
    }

    @Override
    public void pause() {
        if (isOpen()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    /** Reads again; the peer was not silent meanwhile, it was not listened to. */
    @Override
    public void resume() {
        pulse.resume(sockets.now());
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void identified() {
        pulse.identified();
    }

    /** Whether messages still go in and out. */
    public boolean isOpen() {
        return closed == null;
    }

    /** Bytes queued and not yet taken by the kernel, with some 100 bytes of bookkeeping for each message. */
    public long pendingBytes() {
        return outbox.pendingBytes();
    }

    /** Whether more than {@link SocketLimits#softQueue()} is queued, or was and half of it still is: leave things out. */
    @Override
    public boolean congested() {
        return outbox.isCongested();
    }

    /**
     * Begins the closing handshake after what is queued, if it has not begun yet; the connection ends with the peer's
     * answer, at the latest after {@link SocketLimits#closeWithin()}.
     *
     * @param code 1000, 1001, 1008, 1011–1014 or 3000–4999 (RFC 6455 section 7.4)
     * @param reason for the peer's developers; cut at 123 bytes
     * @throws IllegalArgumentException when the code is not one that may be sent
     */
    @Override
    public void close(int code, String reason) {
        close(new Closed(code, reason));
    }

    /** Closes because binary messages are not understood; what happens by itself where nobody takes them. */
    public void refuseBinary() {
        close(Closed.NOT_UNDERSTOOD);
    }

    /** Notes that the peer lives; {@code false} when what it says no longer counts. */
    boolean hear() {
        pulse.hear(sockets.now());
        return isOpen();
    }

    void receiveText(String message) {
        deliver(text, message);
    }

    void receiveBinary(byte[] message) {
        deliver(binary, message);
    }

    void receivePing(ByteBuf payload) {
        send(new PongWebSocketFrame(payload.retain()));
    }

    void receiveClose(CloseWebSocketFrame frame) {
        Closed theirs = Closed.by(frame);
        if (!isOpen()) {
            finish();
        } else if (theirs.isKnownCode()) {
            begin(theirs);
            ctx.writeAndFlush(theirs.answer()).addListener(sent -> finish());
        } else {
            fail(Closed.UNKNOWN_CODE);
        }
    }

    /** Closes without waiting for an answer: what the peer sends can no longer be understood. */
    void fail(Closed how) {
        if (isOpen()) {
            part(how).addListener(sent -> finish());
        }
    }

    void drained() {
        sockets.context().runOnContext(later -> {
            if (drain != null) {
                drain.run();
            }
        });
    }

    void lost() {
        if (isOpen()) {
            begin(Closed.LOST);
        }
    }

    /** Ends the TCP connection as it is. */
    void end() {
        ctx.close();
    }

    void sweep(long now) {
        Closed fault = pulse.fault(now);
        if (!isOpen()) {
            if (now >= endBy) {
                end();
            }
        } else if (fault != null) {
            close(fault);
        } else if (outbox.stuckFor(now) >= sockets.limits().stuckAfter().toMillis()) {
            close(Closed.TOO_SLOW);
        } else if (pulse.wantsPing(now)) {
            send(new PingWebSocketFrame());
        }
    }

    private <T> void deliver(Consumer<T> handler, T message) {
        if (handler == null) {
            close(Closed.NOT_UNDERSTOOD);
        } else {
            handler.accept(message);
        }
    }

    private void send(Object message) {
        if (!outbox.add(message)) {
            close(Closed.TOO_SLOW);
        }
    }

    private void close(Closed how) {
        if (isOpen()) {
            part(how);
        }
    }

    private ChannelFuture part(Closed how) {
        CloseWebSocketFrame frame = how.frame();
        begin(how);
        return ctx.writeAndFlush(frame);
    }

    private void begin(Closed how) {
        closed = how;
        endBy = sockets.now() + sockets.limits().closeWithin().toMillis();
        text = null;
        binary = null;
        drain = null;
        resume();
        sockets.context().runOnContext(later -> {
            if (close != null) {
                close.accept(how);
            }
        });
    }

    /**
     * Says that no more will come, and leaves it to the peer, or to the next sweep, to end the connection: ending it here
     * with bytes of the peer unread would reset it, and a reset can overtake the close frame.
     */
    private void finish() {
        ((DuplexChannel) ctx.channel()).shutdownOutput();
    }
}
