package io.confab.testkit.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One WebSocket that speaks frames and matches answers to commands, without ever blocking.
 *
 * <p>All its state lives on one context: frames are heard there and {@link #ask} may be called from anywhere. Made by
 * {@link NativeClients#open}.
 */
public final class NativeSocket {

    private static final int SMALLEST_BUFFER = 4_096;

    private final Context context;
    private final ClientWebSocket socket;
    private final Consumer<Frame> listener;
    private final Promise<Integer> closed = Promise.promise();
    private final Map<String, Promise<Frame>> asked = new HashMap<>();
    private long lastRef;

    NativeSocket(Context context, ClientWebSocket socket, Consumer<Frame> listener) {
        this.context = context;
        this.socket = socket;
        this.listener = listener;
        socket.textMessageHandler(text -> hear(Frame.parse(text)));
        socket.closeHandler(nothing -> end());
        // The close handler follows and tells the same; without a handler Vert.x logs a stack for each reset
        // connection.
        socket.exceptionHandler(cause -> {});
    }

    /**
     * Sends a command with a ref of its own.
     *
     * @return the frame that carries the same ref, an {@code error} included; fails when the socket closes before
     */
    public Future<Frame> ask(Frame command) {
        Promise<Frame> answer = Promise.promise();
        context.runOnContext(nothing -> {
            String ref = Long.toString(++lastRef);
            asked.put(ref, answer);
            write(command.with("ref", ref).toString()).onFailure(answer::tryFail);
        });
        return answer.future();
    }

    /** Sends a frame as it is, without a ref; fails when the socket is closed. */
    public Future<Void> tell(Frame frame) {
        return tell(frame.toString());
    }

    /** Sends any text, also what no well-behaved client would. */
    public Future<Void> tell(String text) {
        Promise<Void> written = Promise.promise();
        context.runOnContext(nothing -> write(text).onComplete(written));
        return written.future();
    }

    /** The close code, once the socket is closed; 1006 when the connection went away without one. */
    public Future<Integer> closed() {
        return closed.future();
    }

    /** Closes with code 1000. */
    public Future<Void> close() {
        return socket.close();
    }

    /** Drops the connection without a word, as a client that loses its network does. */
    public void drop() {
        // from behind Vert.x's handler, which would say good-bye
        ChannelFuture unused =
                ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    /** Stops reading from the connection, as a client that is too slow does. */
    public void pause() {
        reading(false);
    }

    /** Reads again after {@link #pause}. */
    public void resume() {
        reading(true);
    }

    /**
     * From now on reads so much each second, in one read, for as long as the socket is open: a client behind a line that is
     * too thin. What the kernel takes meanwhile is small, too.
     */
    public void readSlowly(int bytesPerSecond) {
        Channel channel = channel();
        channel.config()
                .setAutoRead(false)
                .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(bytesPerSecond).maxMessagesPerRead(1))
                .setOption(ChannelOption.SO_RCVBUF, SMALLEST_BUFFER);
        long reads = context.owner().setPeriodic(1_000, second -> channel.read());
        closed().onComplete(end -> context.owner().cancelTimer(reads));
    }

    private void reading(boolean on) {
        channel().config().setAutoRead(on);
    }

    private Channel channel() {
        return ((WebSocketInternal) socket).channelHandlerContext().channel();
    }

    private Future<Void> write(String text) {
        return socket.isClosed()
                ? Future.failedFuture(new HttpClosedException("The socket is closed"))
                : socket.writeTextMessage(text);
    }

    private void hear(Frame frame) {
        Promise<Frame> answer = asked.remove(frame.text("ref"));
        if (answer != null) {
            answer.tryComplete(frame);
        } else {
            listener.accept(frame);
        }
    }

    private void end() {
        int code = socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode();
        asked.values().forEach(answer -> answer.tryFail(new HttpClosedException("Closed with " + code)));
        asked.clear();
        closed.tryComplete(code);
    }
}
