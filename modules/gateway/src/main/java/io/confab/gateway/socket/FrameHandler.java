package io.confab.gateway.socket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Netty's end of a {@link Socket}: whole messages, control frames and failures come in here. */
final class FrameHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);

    private final Sockets sockets;
    private Socket socket;

    FrameHandler(Sockets sockets) {
        this.sockets = sockets;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        socket = new Socket(ctx, sockets);
        sockets.add(socket);
    }

    /** Runs on the context of Vert.x: who asks the bus in a handler gets the answer on this loop. */
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        ContextInternal context = sockets.context();
        ContextInternal previous = context.beginDispatch();
        try {
            receive(frame);
        } finally {
            context.endDispatch(previous);
        }
    }

    private void receive(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            socket.receiveClose(close);
        } else if (socket.hear()) {
            receiveOther(frame);
        }
    }

    private void receiveOther(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            socket.receiveText(text.text());
        } else if (frame instanceof BinaryWebSocketFrame) {
            socket.receiveBinary(ByteBufUtil.getBytes(frame.content()));
        } else if (frame instanceof PingWebSocketFrame) {
            socket.receivePing(frame.content());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            socket.drained();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        socket.lost();
        sockets.remove(socket);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupt) {
            socket.fail(new Closed(corrupt.closeStatus().code(), corrupt.getMessage()));
        } else if (cause instanceof TooLongFrameException) {
            socket.fail(Closed.TOO_LONG);
        } else if (cause instanceof IOException || cause instanceof PrematureChannelClosureException) {
            socket.end();
        } else if (cause instanceof DecoderException) {
            socket.fail(Closed.MALFORMED);
        } else {
            LOG.error("A socket's handler failed", cause);
            socket.fail(Closed.INTERNAL_ERROR);
        }
    }
}
