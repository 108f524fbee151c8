package io.confab.gateway.socket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ends an HTTP connection that does not come to the point: no headers, a body without end, no request for long, answers
 * that are not read.
 *
 * <p>A request is let through when the one before is answered and the answer mostly taken; until then no more is read, so
 * that a client that asks and never reads costs little memory.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline too when a write or a close fails.
final class RequestDeadline extends ChannelDuplexHandler {

    private final Sockets sockets;
    private final Deque<Object> held = new ArrayDeque<>(1);
    private ChannelHandlerContext ctx;
    private Progress progress;
    private long since;
    private long begun;
    private boolean hasAsked;
    private boolean isAsking;
    private boolean isOwed;
    private boolean wantsMore;

    RequestDeadline(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        progress = new Progress(added.channel());
        since = sockets.now();
        sockets.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        sockets.remove(this);
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    /** What comes here is whole headers or a piece of a body: half a header never gets out of the decoder. */
    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (message instanceof HttpObject && (!held.isEmpty() || !mayPass(message))) {
            held.add(message);
        } else {
            pass(message);
        }
    }

    @Override
    public void read(ChannelHandlerContext reading) {
        wantsMore = !held.isEmpty();
        if (!wantsMore) {
            reading.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        writing.write(message, promise);
        if (isEndOfAnswer(message)) {
            isOwed = false;
            since = sockets.now();
            letThroughLater();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        letThroughLater();
        changed.fireChannelWritabilityChanged();
    }

    void sweep(long now) {
        SocketLimits limits = sockets.limits();
        boolean isStuck = progress.stuckFor(now) >= limits.stuckAfter().toMillis();
        boolean isEndless = isAsking && now - begun >= limits.bodyWithin().toMillis();
        boolean isAnswering = progress.pendingBytes() > 0;
        if (isStuck || isEndless || (!isAnswering && now - since >= patience())) {
            ctx.close();
        } else if (isAnswering) {
            since = now;
        }
    }

    private void pass(Object message) {
        hasAsked = true;
        since = sockets.now();
        if (message instanceof HttpRequest) {
            isOwed = true;
            isAsking = true;
            begun = since;
        }
        if (message instanceof LastHttpContent) {
            isAsking = false;
        }
        ctx.fireChannelRead(message);
    }

    private boolean mayPass(Object message) {
        return !(message instanceof HttpRequest)
                || (!isOwed && !isAsking && ctx.channel().isWritable());
    }

    private void letThroughLater() {
        if (!held.isEmpty()) {
            ctx.executor().execute(this::letThrough);
        }
    }

    private void letThrough() {
        boolean hasPassed = false;
        while (!held.isEmpty() && mayPass(held.peek())) {
            pass(held.poll());
            hasPassed = true;
        }
        if (hasPassed) {
            ctx.fireChannelReadComplete();
        }
        if (held.isEmpty() && wantsMore) {
            ctx.read();
        }
    }

    private static boolean isEndOfAnswer(Object message) {
        return message instanceof LastHttpContent
                && !(message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL);
    }

    private long patience() {
        SocketLimits limits = sockets.limits();
        return (hasAsked ? limits.nextRequestWithin() : limits.headersWithin()).toMillis();
    }
}
