package io.confab.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.contract.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One socket: identifies, sends, counts what it hears and whether each group comes in seq order. Everything happens on the
 * load's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends the channel, and that is heard
public final class Session extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final byte[] TYPE = Fields.quoted("type");
    private static final byte[] NEW_MESSAGE = Fields.quoted("new_message");
    private static final byte[] MESSAGE_SENT = Fields.quoted("message_sent");
    private static final byte[] READY = Fields.quoted("ready");
    private static final byte[] RESUMED = Fields.quoted("resumed");
    private static final byte[] ERROR = Fields.quoted("error");
    private static final byte[] CODE = Fields.quoted("code");
    private static final byte[] UNAVAILABLE = Fields.quoted("UNAVAILABLE");
    private static final byte[] GROUP_ID = Fields.quoted("group_id");
    private static final byte[] SEQ = Fields.quoted("seq");
    private static final byte[] REF = Fields.quoted("ref");
    private static final byte[] CONTENT = Fields.quoted("content");
    private static final String TEXT = "a line as people write it, neither long nor very short";

    /** What a load wants to hear of its sessions. */
    interface Listener {
        /** The session has identified, and has heard what it had missed if it has come back. */
        void ready(Session session);

        /** A send was answered, for better or worse. */
        void answered(Session session, long ref, boolean acknowledged);

        /** The server was too busy to let the session in, or let go of it before it was ready. */
        void turnedAway(Session session);

        /** The session's socket is gone. */
        void gone(Session session);
    }

    private final Account account;
    private final Map<Long, Long> resumed;
    private final Fields fields;
    private final Tally tally;
    private final Listener listener;
    private final Map<Long, long[]> cursors = new HashMap<>();
    private ChannelHandlerContext channel;
    private boolean isReady;
    private boolean leaving;

    /** With the cursors that it comes back with, by group; none for one that is new. */
    Session(Account account, Map<Long, Long> resumed, Fields fields, Tally tally, Listener listener) {
        super(WebSocketFrame.class);
        this.account = account;
        this.resumed = resumed;
        this.fields = fields;
        this.tally = tally;
        this.listener = listener;
    }

    /** Whose it is. */
    public Account account() {
        return account;
    }

    /** The last seq heard of a group, or its head in {@code ready}; -1 when it is no group of this session. */
    public long cursor(long groupId) {
        return cursors.getOrDefault(groupId, new long[] {-1})[0];
    }

    /** Writes a message without flushing it; its content begins with the moment it was meant to be sent. */
    void write(long groupId, long ref, long intendedNanos) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        UUID key = new UUID(random.nextLong(), random.nextLong());
        write("{\"type\":\"send_message\",\"ref\":\"" + ref + "\",\"group_id\":" + groupId + ",\"key\":\"" + key
                + "\",\"content\":\"" + intendedNanos + " " + TEXT + "\"}");
    }

    void ping() {
        write("{\"type\":\"ping\"}");
        flush();
    }

    void flush() {
        channel.flush();
    }

    void leave() {
        leaving = true;
        channel.close();
    }

    private void write(String text) {
        ByteBuf bytes = ByteBufUtil.writeUtf8(channel.alloc(), text);
        channel.write(new TextWebSocketFrame(bytes), channel.voidPromise());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            String cursors = resumed.isEmpty() ? "" : ",\"cursors\":" + Wire.object(resumed);
            write("{\"type\":\"identify\",\"ref\":\"0\",\"token\":\"" + account.token() + "\"" + cursors + "}");
            flush();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame) {
            hear(frame.content());
        } else if (frame instanceof CloseWebSocketFrame close) {
            if (isReady) {
                tally.closed(close.statusCode(), close.reasonText());
                leaving = true;
            }
            context.writeAndFlush(close.retainedDuplicate()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void hear(ByteBuf frame) {
        fields.read(frame);
        if (fields.is(TYPE, NEW_MESSAGE)) {
            heard(fields.number(GROUP_ID), fields.number(SEQ), fields.number(CONTENT));
        } else if (fields.is(TYPE, MESSAGE_SENT)) {
            listener.answered(this, fields.number(REF), true);
        } else if (fields.is(TYPE, READY)) {
            begin(frame);
        } else if (fields.is(TYPE, RESUMED)) {
            ready();
        } else if (fields.is(TYPE, ERROR) && !isReady && fields.is(CODE, UNAVAILABLE)) {
            channel.close();
        } else if (fields.is(TYPE, ERROR)) {
            tally.refused(fields.text());
            listener.answered(this, fields.number(REF), false);
        }
    }

    private void heard(long groupId, long seq, long intendedNanos) {
        long[] cursor = cursors.computeIfAbsent(groupId, nothing -> new long[1]);
        if (seq != cursor[0] + 1) {
            tally.misplaced(cursor[0], seq);
        }
        cursor[0] = Math.max(cursor[0], seq);
        tally.delivered(Math.max(0, System.nanoTime() - intendedNanos));
    }

    private void begin(ByteBuf frame) {
        try (InputStream in = new ByteBufInputStream(frame.duplicate())) {
            for (JsonNode group : Wire.json().readTree(in).path("groups")) {
                long id = group.path("id").asLong();
                long head = group.path("head").asLong();
                cursors.put(id, new long[] {resumed.getOrDefault(id, head)});
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (resumed.isEmpty()) {
            ready();
        }
    }

    private void ready() {
        isReady = true;
        listener.ready(this);
    }

    /** What was written while hearing goes out together. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!isReady && !leaving) {
            listener.turnedAway(this);
            return;
        }
        if (!leaving) {
            tally.closed(1006, "without a close frame");
        }
        listener.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        tally.closed(1006, cause.toString());
        leaving = true;
        context.close();
    }
}
