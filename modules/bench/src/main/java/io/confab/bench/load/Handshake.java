package io.confab.bench.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import java.net.URI;

/** Makes a WebSocket of a new connection (RFC 6455 section 4.1), for one session. */
final class Handshake extends ChannelInitializer<Channel> {

    private static final int LARGEST_FRAME = 16 * 1024 * 1024;
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final URI webSocket;
    private final Session session;

    Handshake(URI webSocket, Session session) {
        this.webSocket = webSocket;
        this.session = session;
    }

    @Override
    protected void initChannel(Channel channel) {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(webSocket)
                .maxFramePayloadLength(LARGEST_FRAME)
                .handleCloseFrames(false)
                .build();
        channel.pipeline()
                .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(LARGEST_ANSWER),
                        new WebSocketClientProtocolHandler(config),
                        session);
    }
}
