package io.confab.gateway.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;

/** Ends an HTTP connection that does not come to the point: no headers, or no request for long. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline too when a write or a close fails.
final class RequestDeadline extends ChannelInboundHandlerAdapter {

    private final Sockets sockets;
    private ChannelHandlerContext ctx;
    private long since;
    private boolean hasAsked;

    RequestDeadline(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        since = sockets.now();
        sockets.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        sockets.remove(this);
    }

    /** What comes here is whole headers or a piece of a body: half a header never gets out of the decoder. */
    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        hasAsked = true;
        since = sockets.now();
        reading.fireChannelRead(message);
    }

    void sweep(long now) {
        if (isAnswering()) {
            since = now;
        } else if (now - since >= patience()) {
            ctx.close();
        }
    }

    private boolean isAnswering() {
        ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
        return out != null && out.totalPendingWriteBytes() > 0;
    }

    private long patience() {
        SocketLimits limits = sockets.limits();
        return (hasAsked ? limits.nextRequestWithin() : limits.headersWithin()).toMillis();
    }
}
