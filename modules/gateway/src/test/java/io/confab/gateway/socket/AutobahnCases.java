package io.confab.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.gateway.socket.RawClient.Received;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Cases of the Autobahn test suite, by its numbers: groups 1 to 7 and 10 (8 does not exist, 9 measures speed, 12 and 13
 * are about compression, which is not offered).
 */
class AutobahnCases {

    static final int PROTOCOL_ERROR = 1002;
    static final int INVALID_PAYLOAD = 1007;
    static final int STAYS_OPEN = 0;
    static final String HELLO = "Hello, world!";
    static final byte[] NOTHING = {};

    /** What one client sends, in pieces, and all that it must get; {@code closeCode} 0: the connection is still good. */
    record Case(String number, String meaning, List<byte[]> sent, List<Received> expected, int closeCode) {
        @Override
        public String toString() {
            return number + " " + meaning;
        }
    }

    private final List<Case> cases = new ArrayList<>();
    private List<byte[]> sent;
    private List<Received> expected;

    static List<Case> all() {
        AutobahnCases[] groups = {new FramingCases(), new FragmentCases(), new Utf8Cases(), new ClosingCases()};
        return Arrays.stream(groups).flatMap(group -> group.cases.stream()).toList();
    }

    AutobahnCases start() {
        sent = new ArrayList<>();
        expected = new ArrayList<>();
        return this;
    }

    AutobahnCases send(int first, byte[] payload) {
        sent.add(RawClient.frame(first, payload));
        return this;
    }

    AutobahnCases send(int first, String payload) {
        return send(first, payload.getBytes(UTF_8));
    }

    AutobahnCases expect(int opcode, byte[] payload) {
        expected.add(Received.of(opcode, payload));
        return this;
    }

    AutobahnCases expect(int opcode, String payload) {
        return expect(opcode, payload.getBytes(UTF_8));
    }

    AutobahnCases together() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        sent.forEach(all::writeBytes);
        sent = new ArrayList<>(List.of(all.toByteArray()));
        return this;
    }

    AutobahnCases chopped(int size) {
        byte[] all = together().sent.get(0);
        sent = new ArrayList<>();
        for (int at = 0; at < all.length; at += size) {
            sent.add(Arrays.copyOfRange(all, at, Math.min(at + size, all.length)));
        }
        return this;
    }

    void stays(String number, String meaning) {
        fails(number, meaning, STAYS_OPEN);
    }

    void fails(String number, String meaning, int closeCode) {
        cases.add(new Case(number, meaning, sent, expected, closeCode));
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
