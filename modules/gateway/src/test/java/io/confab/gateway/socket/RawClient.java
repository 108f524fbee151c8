package io.confab.gateway.socket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client that says exactly the bytes it is told to, right or wrong. Waits at most 20 s for an answer. */
public final class RawClient implements AutoCloseable {

    static final int FIN = 0x80;
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x12, (byte) 0xA7, 0x00, (byte) 0xFF};

    /** One frame of the server, or the end of the stream with opcode -1. */
    public record Received(int opcode, String payload) {

        static final Received END = new Received(-1, "");

        /** Bytes as ISO 8859-1, so that they can be compared and printed. */
        static Received of(int opcode, byte[] payload) {
            return new Received(opcode, new String(payload, StandardCharsets.ISO_8859_1));
        }

        static Received close(int code) {
            return of(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        }

        /** The code of a close frame; 1005 when it has none. */
        int code() {
            return payload.isEmpty() ? 1005 : payload.charAt(0) << 8 | payload.charAt(1);
        }

        public String utf8() {
            return new String(payload.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    private RawClient(int port, int receiveBuffer) {
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A TCP connection without a word. */
    static RawClient connect(int port) {
        return new RawClient(port, 0);
    }

    /** A TCP connection without a word whose kernel takes little that is not read. */
    static RawClient connectSlow(int port) {
        return new RawClient(port, 4096);
    }

    /** An open WebSocket on {@code /ws}. */
    static RawClient open(int port) {
        return connect(port).upgrade();
    }

    /** An open WebSocket whose kernel takes little that is not read. */
    public static RawClient openSlow(int port) {
        return new RawClient(port, 4096).upgrade();
    }

    private RawClient upgrade() {
        String head = handshake("/ws");
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IllegalStateException(head);
        }
        return this;
    }

    /** Sends a correct handshake, with more headers, and gives the head of the answer. */
    String handshake(String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request(request.append("\r\n").toString());
    }

    /** Sends a whole request and gives the head of the answer. */
    String request(String request) {
        send(request.getBytes(StandardCharsets.UTF_8));
        StringBuilder head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("After: " + head, e);
        }
        return head.toString();
    }

    /** Sends bytes as they are, in one piece. */
    void send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void sendText(String text) {
        send(frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A masked frame: first byte with FIN, reserved bits and opcode; the shortest length. */
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(MASKED | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(MASKED | 126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(MASKED | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % 4]);
        }
        return frame.toByteArray();
    }

    /** The payload of a close frame. */
    static byte[] closing(int code, byte[] reason) {
        return ByteBuffer.allocate(2 + reason.length)
                .putShort((short) code)
                .put(reason)
                .array();
    }

    /** The next frame, which must be final and not masked, or {@link Received#END}. */
    public Received read() {
        try {
            int first = in.read();
            if (first < 0) {
                return Received.END;
            }
            if ((first & 0xF0) != FIN) {
                throw new IllegalStateException("A frame that is not final or has reserved bits: " + first);
            }
            byte[] payload = new byte[readLength()];
            in.readFully(payload);
            return Received.of(first & 0x0F, payload);
        } catch (EOFException broken) {
            throw new IllegalStateException("The stream ended inside a frame.", broken);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readLength() throws IOException {
        int length = in.readUnsignedByte();
        return length < 126 ? length : length == 126 ? in.readUnsignedShort() : Math.toIntExact(in.readLong());
    }

    @Override
    public void close() {
        hangUp();
    }

    /** Ends the TCP connection without a closing handshake. */
    void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
