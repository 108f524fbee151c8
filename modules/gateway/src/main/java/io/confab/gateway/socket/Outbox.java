package io.confab.gateway.socket;

import io.netty.channel.ChannelHandlerContext;

/** What a socket has written and the kernel has not taken yet. Netty does the counting. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline too when a write fails.
final class Outbox {

    private final ChannelHandlerContext ctx;
    private final Sockets sockets;
    private final Progress progress;
    private boolean isDirty;

    Outbox(ChannelHandlerContext ctx, Sockets sockets) {
        this.ctx = ctx;
        this.sockets = sockets;
        progress = new Progress(ctx.channel());
        ctx.channel().config().setWriteBufferWaterMark(sockets.waterMark());
    }

    /** Queues a message for the end of the turn; {@code false} when more than the hard limit stays queued. */
    boolean add(Object message) {
        ctx.write(message, ctx.voidPromise());
        if (!isDirty) {
            isDirty = true;
            sockets.flushLater(this);
        }
        return isBelowHardLimit() || isBelowHardLimitOnceFlushed();
    }

    void flush() {
        isDirty = false;
        ctx.flush();
    }

    long pendingBytes() {
        return progress.pendingBytes();
    }

    /** For how long the kernel has taken no byte of what waits. */
    long stuckFor(long now) {
        return progress.stuckFor(now);
    }

    boolean isCongested() {
        return !ctx.channel().isWritable();
    }

    private boolean isBelowHardLimit() {
        return pendingBytes() <= sockets.limits().hardQueue();
    }

    /** A long burst in one turn is no reason to part: a peer that reads takes it. */
    private boolean isBelowHardLimitOnceFlushed() {
        ctx.flush();
        return isBelowHardLimit();
    }
}
