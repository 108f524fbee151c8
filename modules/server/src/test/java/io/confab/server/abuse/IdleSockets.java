package io.confab.server.abuse;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Very many connections that say one thing and then nothing, and write down what they hear and when they end. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline too when a write or a close fails.
final class IdleSockets implements AutoCloseable {

    private static final int OPENING_AT_ONCE = 200;

    /**
     * One of them.
     *
     * @param heard all that it heard, byte for character
     * @param toldMillis from its connection to the last that it heard
     */
    record End(String heard, long toldMillis) {}

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Queue<End> ends = new ConcurrentLinkedQueue<>();
    private final Semaphore opening = new Semaphore(OPENING_AT_ONCE);
    private final Bootstrap bootstrap;
    private final String text;
    private final boolean isAnswered;
    private final CountDownLatch open;

    private IdleSockets(URI server, int count, String text, boolean isAnswered) {
        this.isAnswered = isAnswered;
        this.text = text;
        open = new CountDownLatch(count);
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .remoteAddress(server.getHost(), server.getPort());
    }

    /**
     * Opens them, a few hundred at a time, and waits until each has said its text.
     *
     * @param isAnswered whether to wait also for an answer to it
     */
    static IdleSockets open(URI server, int count, String text, boolean isAnswered) throws InterruptedException {
        IdleSockets sockets = new IdleSockets(server, count, text, isAnswered);
        for (int i = 0; i < count; i++) {
            if (!sockets.opening.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The server takes no more connections after " + i);
            }
            sockets.connect();
        }
        if (!sockets.open.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError(sockets.open.getCount() + " connections were not taken");
        }
        return sockets;
    }

    private void connect() {
        Bootstrap one = bootstrap.clone().handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Listener());
            }
        });
        one.connect().addListener(connected -> {
            if (!connected.isSuccess()) {
                ends.add(new End("not connected: " + connected.cause(), 0));
            }
            if (!connected.isSuccess() || !isAnswered) {
                opened();
            }
        });
    }

    private void opened() {
        opening.release();
        open.countDown();
    }

    /** Those that have ended so far. */
    List<End> ends() {
        return List.copyOf(ends);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Listener extends SimpleChannelInboundHandler<ByteBuf> {

        private final StringBuilder heard = new StringBuilder();
        private long began;
        private long told;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            began = System.nanoTime();
            ctx.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1), ctx.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            if (heard.isEmpty() && isAnswered) {
                opened();
            }
            heard.append(bytes.toString(StandardCharsets.ISO_8859_1));
            told = System.nanoTime();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            ends.add(new End(heard.toString(), TimeUnit.NANOSECONDS.toMillis(told - began)));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close(ctx.voidPromise());
        }
    }
}
