package io.confab.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * A message as it stands on the wire, encoded once and shared by every socket it is written to.
 *
 * <p>Frames of a server are not masked (RFC 6455 section 5.1), so the same bytes serve all sockets: a write costs no
 * allocation of a frame and no copy. The bytes live outside the heap: close the frame after the last write, the queues
 * hold shares of their own.
 */
public final class Frame implements AutoCloseable {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int LONGEST_HEADER = 10;

    private final ByteBuf wire;

    private Frame(ByteBuf wire) {
        this.wire = wire;
    }

    private Frame(int firstByte, int payload) {
        wire = ByteBufAllocator.DEFAULT.directBuffer(LONGEST_HEADER + payload);
        writeHeader(firstByte, payload);
    }

    /** A text message; a lone surrogate becomes {@code ?}. */
    public static Frame text(String text) {
        int length = ByteBufUtil.utf8Bytes(text);
        Frame frame = new Frame(FINAL_TEXT, length);
        ByteBufUtil.reserveAndWriteUtf8(frame.wire, text, length);
        return frame;
    }

    /** A text message whose UTF-8 bytes are at hand already; nobody checks them. */
    public static Frame text(byte[] utf8) {
        return of(FINAL_TEXT, utf8);
    }

    /** A binary message. */
    public static Frame binary(byte[] payload) {
        return of(FINAL_BINARY, payload);
    }

    private static Frame of(int firstByte, byte[] payload) {
        Frame frame = new Frame(firstByte, payload.length);
        frame.wire.writeBytes(payload);
        return frame;
    }

    /** The length in bytes of header and payload. */
    public int size() {
        return wire.readableBytes();
    }

    /** The same bytes in a frame that has to be closed too: for whoever writes it later. */
    public Frame kept() {
        return new Frame(share());
    }

    /** What a text message says, for those who take it by another way than a socket. */
    public String text() {
        int length = wire.getByte(1);
        int header = length < 126 ? 2 : length == 126 ? 4 : LONGEST_HEADER;
        return wire.toString(header, wire.readableBytes() - header, StandardCharsets.UTF_8);
    }

    /** The bytes for one more socket, which releases them when they are written or given up. */
    ByteBuf share() {
        return wire.retainedDuplicate();
    }

    /** Gives up this frame's own hold on the bytes. */
    @Override
    public void close() {
        wire.release();
    }

    /** RFC 6455 section 5.2: the length takes 7 bits, or 126 and 16 bits, or 127 and 64 bits. */
    private void writeHeader(int firstByte, int payload) {
        wire.writeByte(firstByte);
        if (payload < 126) {
            wire.writeByte(payload);
        } else if (payload <= 0xFFFF) {
            wire.writeByte(126).writeShort(payload);
        } else {
            wire.writeByte(127).writeLong(payload);
        }
    }
}
