package io.confab.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Messages sent with forms over kept HTTP connections, at a given rate whether the server keeps up or not: latency counts
 * from the moment a send was meant to happen. One request is under way on a connection, the others wait for it.
 */
public final class Forms {

    private static final String BODY = "sender_id=%d&group_id=%d&content=a+line+as+people+write+it";

    private final Load load;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final Tally tally;
    private final List<Line> lines = new ArrayList<>();
    private List<Sender> senders = List.of();
    private double perSecond;
    private long startNanos;
    private long begun;
    private long answered;
    private boolean stopped;

    /** Who sends where. */
    public record Sender(long userId, long groupId) {}

    Forms(Load load, EventLoop loop, Bootstrap bootstrap, Tally tally) {
        this.load = load;
        this.loop = loop;
        this.bootstrap = bootstrap;
        this.tally = tally;
    }

    /** Opens so many connections. */
    public void connect(int count, Duration patience) {
        load.onLoop(() -> {
            for (int i = 0; i < count; i++) {
                open();
            }
            return null;
        });
        load.await(() -> lines.stream().allMatch(line -> line.channel != null && line.channel.isActive()), patience);
    }

    /** Sends from now on, in turn for all of them and over all connections. */
    public void start(List<Sender> all, double rate) {
        load.onLoop(() -> {
            senders = List.copyOf(all);
            perSecond = rate;
            startNanos = System.nanoTime();
            sendDue();
            return null;
        });
    }

    /** Sends no more. */
    public void stop() {
        load.onLoop(() -> stopped = true);
    }

    /** Sends that were begun and not answered; call it on the loop. */
    public long unanswered() {
        return begun - answered;
    }

    /** All sends that were answered, for better or worse, since the start; call it on the loop. */
    public long answered() {
        return answered;
    }

    private void sendDue() {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        while (dueAt() <= now) {
            Sender sender = senders.get((int) (begun % senders.size()));
            lines.get((int) (begun % lines.size())).send(sender, dueAt());
            begun++;
        }
        Future<?> unused = loop.schedule(this::sendDue, Math.max(0, dueAt() - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private long dueAt() {
        return startNanos + (long) (begun * 1e9 / perSecond);
    }

    private void open() {
        Line line = new Line();
        lines.add(line);
        Bootstrap connecting = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(64 * 1024), line);
            }
        });
        connecting.connect().addListener(connected -> {
            if (!connected.isSuccess()) {
                tally.closed(0, connected.cause().toString());
            }
        });
    }

    /** One connection. */
    private final class Line extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private Channel channel;

        private record Waiting(Sender sender, long intendedNanos) {}

        void send(Sender sender, long intendedNanos) {
            waiting.add(new Waiting(sender, intendedNanos));
            if (waiting.size() == 1) {
                write();
            }
        }

        private void write() {
            Sender sender = waiting.element().sender;
            ByteBuf body =
                    Unpooled.copiedBuffer(BODY.formatted(sender.userId, sender.groupId), StandardCharsets.US_ASCII);
            DefaultFullHttpRequest request =
                    new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/send_message", body);
            request.headers()
                    .set(HttpHeaderNames.HOST, "localhost")
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
            var unused = channel.writeAndFlush(request);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            Waiting done = waiting.remove();
            answered++;
            if (response.status().code() == 200) {
                tally.acknowledged(System.nanoTime() - done.intendedNanos);
            } else {
                tally.refused(response.status() + " " + response.content().toString(StandardCharsets.UTF_8));
            }
            if (!waiting.isEmpty()) {
                write();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!stopped) {
                tally.closed(1006, "the connection was closed");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            tally.closed(1006, cause.toString());
            var unused = context.close();
        }
    }
}
