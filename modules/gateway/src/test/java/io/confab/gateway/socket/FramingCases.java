package io.confab.gateway.socket;

import static io.confab.gateway.socket.RawClient.BINARY;
import static io.confab.gateway.socket.RawClient.CLOSE;
import static io.confab.gateway.socket.RawClient.FIN;
import static io.confab.gateway.socket.RawClient.PING;
import static io.confab.gateway.socket.RawClient.PONG;
import static io.confab.gateway.socket.RawClient.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Groups 1 to 4: frames, pings, reserved bits, opcodes. */
final class FramingCases extends AutobahnCases {

    FramingCases() {
        framing();
        pings();
        reservedBits();
        opcodes();
    }

    private void framing() {
        for (int opcode : new int[] {TEXT, BINARY}) {
            String prefix = "1." + opcode + ".";
            int number = 1;
            for (int length : new int[] {0, 125, 126, 127, 128, 65_535, 65_536}) {
                byte[] payload = "*".repeat(length).getBytes(UTF_8);
                start().send(FIN | opcode, payload).expect(opcode, payload);
                stays(prefix + number++, "message of " + length + " octets");
            }
            byte[] payload = "*".repeat(65_536).getBytes(UTF_8);
            start().send(FIN | opcode, payload).chopped(997).expect(opcode, payload);
            stays(prefix + number, "message of 65536 octets in chops of 997");
        }
    }

    private void pings() {
        start().send(FIN | PING, NOTHING).expect(PONG, NOTHING);
        stays("2.1", "ping without payload");
        start().send(FIN | PING, HELLO).expect(PONG, HELLO);
        stays("2.2", "ping with text payload");
        byte[] bytes = hex("00fffefdfcfb00ff");
        start().send(FIN | PING, bytes).expect(PONG, bytes);
        stays("2.3", "ping with binary payload");
        byte[] longest = new byte[125];
        Arrays.fill(longest, (byte) 0xFE);
        start().send(FIN | PING, longest).expect(PONG, longest);
        stays("2.4", "ping with 125 octets");
        start().send(FIN | PING, Arrays.copyOf(longest, 126));
        fails("2.5", "ping with 126 octets", PROTOCOL_ERROR);
        start().send(FIN | PING, longest).chopped(1).expect(PONG, longest);
        stays("2.6", "ping with 125 octets, octet-wise");
        start().send(FIN | PONG, NOTHING);
        stays("2.7", "unsolicited pong without payload");
        start().send(FIN | PONG, "unsolicited pong payload");
        stays("2.8", "unsolicited pong with payload");
        start().send(FIN | PONG, "unsolicited pong payload")
                .send(FIN | PING, HELLO)
                .expect(PONG, HELLO);
        stays("2.9", "unsolicited pong, then ping");
        tenPings();
        stays("2.10", "ten pings");
        tenPings().chopped(1);
        stays("2.11", "ten pings, octet-wise");
    }

    private AutobahnCases tenPings() {
        start();
        for (int i = 0; i < 10; i++) {
            send(FIN | PING, "payload-" + i).expect(PONG, "payload-" + i);
        }
        return this;
    }

    private void reservedBits() {
        start().send(FIN | 0x10 | TEXT, HELLO);
        fails("3.1", "text with RSV 1", PROTOCOL_ERROR);
        helloThen(0x20 | TEXT, HELLO).together();
        fails("3.2", "text, then text with RSV 2, then ping", PROTOCOL_ERROR);
        helloThen(0x30 | TEXT, HELLO);
        fails("3.3", "text, then text with RSV 3, then ping, frame-wise", PROTOCOL_ERROR);
        helloThen(0x40 | TEXT, HELLO).chopped(1);
        fails("3.4", "text, then text with RSV 4, then ping, octet-wise", PROTOCOL_ERROR);
        start().send(FIN | 0x50 | BINARY, hex("00fffefdfcfb00ff"));
        fails("3.5", "binary with RSV 5", PROTOCOL_ERROR);
        start().send(FIN | 0x60 | PING, HELLO);
        fails("3.6", "ping with RSV 6", PROTOCOL_ERROR);
        start().send(FIN | 0x70 | CLOSE, NOTHING);
        fails("3.7", "close with RSV 7", PROTOCOL_ERROR);
    }

    private AutobahnCases helloThen(int bad, String payload) {
        start().send(FIN | TEXT, HELLO).expect(TEXT, HELLO);
        return send(FIN | bad, payload).send(FIN | PING, NOTHING);
    }

    private void opcodes() {
        for (int family = 1; family <= 2; family++) {
            int first = family == 1 ? 3 : 11;
            String prefix = "4." + family + ".";
            start().send(FIN | first, NOTHING);
            fails(prefix + 1, "reserved opcode " + first, PROTOCOL_ERROR);
            start().send(FIN | first + 1, "reserved opcode payload");
            fails(prefix + 2, "reserved opcode " + (first + 1) + " with payload", PROTOCOL_ERROR);
            helloThen(first + 2, "").together();
            fails(prefix + 3, "text, then reserved opcode " + (first + 2) + ", then ping", PROTOCOL_ERROR);
            helloThen(first + 3, HELLO).together();
            fails(prefix + 4, "text, then opcode " + (first + 3) + " with payload, then ping", PROTOCOL_ERROR);
            helloThen(first + 4, HELLO).chopped(1);
            fails(prefix + 5, "the same with opcode " + (first + 4) + ", octet-wise", PROTOCOL_ERROR);
        }
    }
}
