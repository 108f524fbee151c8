package io.confab.gateway.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Whether a peer takes what waits for it: seen by the head of the channel's queue, as Netty's idle handler does. */
final class Progress {

    private final Channel channel;
    private long headSeen;
    private long stuckSince;

    Progress(Channel channel) {
        this.channel = channel;
    }

    long pendingBytes() {
        ChannelOutboundBuffer queue = queue();
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }

    /** For how long the kernel has taken no byte of what waits. */
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

    /** {@code null} once the output is shut down. */
    private ChannelOutboundBuffer queue() {
        return channel.unsafe().outboundBuffer();
    }
}
