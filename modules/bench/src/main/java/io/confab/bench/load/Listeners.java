package io.confab.bench.load;

import static io.confab.bench.load.Fields.quoted;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Sockets of an older contract that only listen. They share the event loop and the tally of a load; each counts what is
 * said, for its frames have no seq.
 */
public final class Listeners {

    private static final byte[] CONTENT = quoted("content");
    private static final int PARALLEL = 32;

    private final Contract contract;
    private final Load load;
    private final Bootstrap bootstrap;
    private final Tally tally;
    private final Fields fields = new Fields();
    private final List<Ear> ears = new ArrayList<>();
    private int ready;

    Listeners(Contract contract, Load load, Bootstrap bootstrap, Tally tally) {
        this.contract = contract;
        this.load = load;
        this.bootstrap = bootstrap;
        this.tally = tally;
    }

    /** Connects one socket for each account and returns when all have been let in. */
    public void connect(URI room, Collection<Account> accounts, Duration patience) {
        Deque<Account> waiting = new ArrayDeque<>(accounts);
        load.onLoop(() -> {
            for (int i = 0; i < PARALLEL; i++) {
                next(room, waiting);
            }
            return null;
        });
        load.await(() -> ready >= accounts.size(), patience);
    }

    /** Sockets that have not heard so many messages; call it on the loop. */
    public long behind(long messages) {
        return ears.stream().filter(ear -> ear.heard != messages).count();
    }

    /** Closes all. */
    public void close() {
        load.onLoop(() -> {
            ears.forEach(Ear::leave);
            return null;
        });
    }

    private void next(URI room, Deque<Account> waiting) {
        Account account = waiting.poll();
        if (account != null) {
            open(room, account, new Ear(account, () -> next(room, waiting)));
        }
    }

    private void open(URI room, Account account, Ear ear) {
        ears.add(ear);
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(room)
                .customHeaders(new DefaultHttpHeaders().set("Authorization", "Bearer " + account.token()))
                .build();
        Bootstrap connecting = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(64 * 1024),
                                new WebSocketClientProtocolHandler(config),
                                ear);
            }
        });
        connecting.connect().addListener(connected -> {
            if (!connected.isSuccess()) {
                tally.closed(0, connected.cause().toString());
            }
        });
    }

    /** One socket. */
    private final class Ear extends SimpleChannelInboundHandler<WebSocketFrame> {

        private final Account account;
        private final Runnable whenIn;
        private Channel channel;
        private boolean leaving;
        private long heard;

        Ear(Account account, Runnable whenIn) {
            super(WebSocketFrame.class);
            this.account = account;
            this.whenIn = whenIn;
        }

        void leave() {
            leaving = true;
            if (channel != null) {
                var unused = channel.close();
            }
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            channel = context.channel();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame) {
                hear(frame.content());
            } else if (frame instanceof CloseWebSocketFrame close) {
                tally.closed(close.statusCode(), close.reasonText());
                leave();
            }
        }

        private void hear(ByteBuf frame) {
            fields.read(frame);
            if (contract.isMessage(fields)) {
                heard++;
                tally.delivered(Math.max(0, System.nanoTime() - fields.number(CONTENT)));
            } else if (contract.isWelcome(fields)) {
                ready++;
                whenIn.run();
            } else {
                answer(contract.answer(fields, account));
            }
        }

        private void answer(String text) {
            if (text != null) {
                var unused = channel.writeAndFlush(new TextWebSocketFrame(text));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!leaving) {
                tally.closed(1006, "without a close frame");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            tally.closed(1006, cause.toString());
            leave();
        }
    }
}
