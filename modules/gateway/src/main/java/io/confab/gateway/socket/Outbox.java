package io.confab.gateway.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;

/** What a socket has written and the kernel has not taken yet. Netty does the counting. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline too when a write fails.
final class Outbox {

    private final ChannelHandlerContext ctx;
    private final Sockets sockets;
    private boolean isDirty;
    private long headSeen;
    private long stuckSince;

    Outbox(ChannelHandlerContext ctx, Sockets sockets) {
        this.ctx = ctx;
        this.sockets = sockets;
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
        ChannelOutboundBuffer queue = queue();
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }

    boolean isCongested() {
        return !ctx.channel().isWritable();
    }

    /** For how long the kernel has taken no byte of what waits: seen by the queue's head, as Netty's idle handler does. */
    long stuckFor(long now) {
        ChannelOutboundBuffer queue = queue();
        boolean isEmpty = queue == null || queue.isEmpty();
        long head = isEmpty ? 0 : ((long) System.identityHashCode(queue.current()) << 32) + queue.currentProgress();
        if (isEmpty || head != headSeen) {
            headSeen = head;
            stuckSince = now;
        }
        return now - stuckSince;
    }

    private boolean isBelowHardLimit() {
        return pendingBytes() <= sockets.limits().hardQueue();
    }

    /** A long burst in one turn is no reason to part: a peer that reads takes it. */
    private boolean isBelowHardLimitOnceFlushed() {
        ctx.flush();
        return isBelowHardLimit();
    }

    /** {@code null} once the output is shut down. */
    private ChannelOutboundBuffer queue() {
        return ctx.channel().unsafe().outboundBuffer();
    }
}
