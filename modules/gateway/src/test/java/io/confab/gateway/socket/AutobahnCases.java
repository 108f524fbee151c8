package io.confab.gateway.socket;

import static io.confab.gateway.socket.RawClient.BINARY;
import static io.confab.gateway.socket.RawClient.CLOSE;
import static io.confab.gateway.socket.RawClient.CONTINUATION;
import static io.confab.gateway.socket.RawClient.FIN;
import static io.confab.gateway.socket.RawClient.PING;
import static io.confab.gateway.socket.RawClient.PONG;
import static io.confab.gateway.socket.RawClient.TEXT;
import static io.confab.gateway.socket.RawClient.closing;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.gateway.socket.RawClient.Received;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cases of the Autobahn test suite, groups 1 to 7 and 10, by its numbers (group 8 does not exist, 9 measures speed,
 * 12 and 13 are about compression, which is not offered).
 */
final class AutobahnCases {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int INVALID_PAYLOAD = 1007;
    private static final int STAYS_OPEN = 0;
    private static final String HELLO = "Hello, world!";
    private static final byte[] NOTHING = {};

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
        AutobahnCases all = new AutobahnCases();
        all.framing();
        all.pings();
        all.reservedBits();
        all.opcodes();
        all.fragmentation();
        all.fragmentsWithNothingToContinue();
        all.utf8InFragments();
        all.utf8Sequences();
        all.closeHandling();
        all.closeCodes();
        all.autoFragmentation();
        return all.cases;
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

    private void fragmentation() {
        start().send(PING, "fragment1").send(FIN | CONTINUATION, "fragment2");
        fails("5.1", "ping in two fragments", PROTOCOL_ERROR);
        start().send(PONG, "fragment1").send(FIN | CONTINUATION, "fragment2");
        fails("5.2", "pong in two fragments", PROTOCOL_ERROR);
        twoFragments().together();
        stays("5.3", "text in two fragments, in one chop");
        twoFragments();
        stays("5.4", "text in two fragments, frame-wise");
        twoFragments().chopped(1);
        stays("5.5", "text in two fragments, octet-wise");
        twoFragmentsAroundAPing().together();
        stays("5.6", "text in two fragments around a ping, in one chop");
        twoFragmentsAroundAPing();
        stays("5.7", "text in two fragments around a ping, frame-wise");
        twoFragmentsAroundAPing().chopped(1);
        stays("5.8", "text in two fragments around a ping, octet-wise");
        start().send(TEXT, "fragment1").send(FIN | TEXT, "fragment2");
        fails("5.18", "both fragments have opcode text", PROTOCOL_ERROR);
        fiveFragmentsAroundPings().together();
        stays("5.19", "five fragments around two pings");
        fiveFragmentsAroundPings();
        stays("5.20", "five fragments around two pings, frame-wise");
    }

    private AutobahnCases twoFragments() {
        start().send(TEXT, "fragment1").send(FIN | CONTINUATION, "fragment2");
        return expect(TEXT, "fragment1fragment2");
    }

    private AutobahnCases twoFragmentsAroundAPing() {
        start().send(TEXT, "fragment1").send(FIN | PING, "ping").send(FIN | CONTINUATION, "fragment2");
        return expect(PONG, "ping").expect(TEXT, "fragment1fragment2");
    }

    private AutobahnCases fiveFragmentsAroundPings() {
        start().send(TEXT, "fragment1").send(CONTINUATION, "fragment2").send(FIN | PING, "pongme 1!");
        send(CONTINUATION, "fragment3").send(CONTINUATION, "fragment4").send(FIN | PING, "pongme 2!");
        send(FIN | CONTINUATION, "fragment5").expect(PONG, "pongme 1!").expect(PONG, "pongme 2!");
        return expect(TEXT, "fragment1fragment2fragment3fragment4fragment5");
    }

    private void fragmentsWithNothingToContinue() {
        int number = 9;
        for (int fin : new int[] {FIN, 0}) {
            String meaning = "continuation with FIN " + (fin == FIN) + " and nothing to continue, then text";
            strayContinuation(fin).together();
            fails("5." + number++, meaning + ", in one chop", PROTOCOL_ERROR);
            strayContinuation(fin);
            fails("5." + number++, meaning + ", frame-wise", PROTOCOL_ERROR);
            strayContinuation(fin).chopped(1);
            fails("5." + number++, meaning + ", octet-wise", PROTOCOL_ERROR);
        }
        twoFragments()
                .send(CONTINUATION, "fragment3")
                .send(FIN | TEXT, "fragment4")
                .together();
        fails("5.15", "two fragments, a stray continuation, then text", PROTOCOL_ERROR);
        for (int fin : new int[] {0, FIN}) {
            start();
            for (int i = 0; i < 2; i++) {
                send(fin | CONTINUATION, "fragment1").send(TEXT, "fragment2").send(FIN | CONTINUATION, "fragment3");
            }
            fails(fin == 0 ? "5.16" : "5.17", "twice: stray continuation, then two fragments", PROTOCOL_ERROR);
        }
    }

    private AutobahnCases strayContinuation(int fin) {
        return start().send(fin | CONTINUATION, "non-continuation payload").send(FIN | TEXT, HELLO);
    }

    private void utf8InFragments() {
        start().send(FIN | TEXT, NOTHING).expect(TEXT, NOTHING);
        stays("6.1.1", "text of zero length");
        start().send(TEXT, "")
                .send(CONTINUATION, "")
                .send(FIN | CONTINUATION, "")
                .expect(TEXT, "");
        stays("6.1.2", "three fragments of zero length");
        start().send(TEXT, "")
                .send(CONTINUATION, "middle")
                .send(FIN | CONTINUATION, "")
                .expect(TEXT, "middle");
        stays("6.1.3", "three fragments, only the middle one not empty");

        byte[] valid = "Hello-µ@ßöäüàá-UTF-8!!".getBytes(UTF_8);
        start().send(FIN | TEXT, valid).expect(TEXT, valid);
        stays("6.2.1", "valid UTF-8 unfragmented");
        start().send(TEXT, "Hello-µ@ßöä")
                .send(FIN | CONTINUATION, "üàá-UTF-8!!")
                .expect(TEXT, valid);
        stays("6.2.2", "valid UTF-8 in two fragments between code points");
        octetFragments(valid).expect(TEXT, valid);
        stays("6.2.3", "valid UTF-8 in fragments of one octet");
        octetFragments("κόσμε".getBytes(UTF_8)).expect(TEXT, "κόσμε");
        stays("6.2.4", "valid three-octet UTF-8 in fragments of one octet");

        byte[] invalid = hex("cebae1bdb9cf83cebcceb5eda080656469746564");
        start().send(FIN | TEXT, invalid);
        fails("6.3.1", "invalid UTF-8 unfragmented", INVALID_PAYLOAD);
        octetFragments(invalid);
        fails("6.3.2", "invalid UTF-8 in fragments of one octet", INVALID_PAYLOAD);

        byte[] start = hex("cebae1bdb9cf83cebcceb5");
        start().send(TEXT, start).send(CONTINUATION, hex("f4908080"));
        fails("6.4.1", "fails at the fragment with an invalid code point, not at the end", INVALID_PAYLOAD);
        start().send(TEXT, hex("cebae1bdb9cf83cebcceb5f4")).send(CONTINUATION, hex("90"));
        fails("6.4.2", "fails at the fragment with the octet that makes it invalid", INVALID_PAYLOAD);
        start().send(FIN | TEXT, hex("cebae1bdb9cf83cebcceb5f4908080656469746564"))
                .chopped(17);
        fails("6.4.3", "invalid code point, one frame in chops", INVALID_PAYLOAD);
        start().send(FIN | TEXT, hex("cebae1bdb9cf83cebcceb5f4908080656469746564"))
                .chopped(1);
        fails("6.4.4", "invalid code point, one frame octet-wise", INVALID_PAYLOAD);
    }

    private AutobahnCases octetFragments(byte[] text) {
        start();
        for (int i = 0; i < text.length; i++) {
            int opcode = i == 0 ? TEXT : CONTINUATION;
            send(i == text.length - 1 ? FIN | opcode : opcode, new byte[] {text[i]});
        }
        return this;
    }

    /** After Markus Kuhn's UTF-8 stress test, as the suite numbers it. */
    private void utf8Sequences() {
        valid(
                "6.5",
                "some valid sequences",
                "68656c6c6f24776f726c64",
                "68656c6c6fc2a2776f726c64",
                "68656c6c6fe282ac776f726c64",
                "68656c6c6ff0a4ada2776f726c64",
                "cebae1bdb9cf83cebcceb5");
        prefixes(hex("cebae1bdb9cf83cebcceb5"));
        valid("6.7", "first sequence of each length", "00", "c280", "e0a080", "f0908080");
        invalid("6.8", "first sequence of length 5 and 6", "f888808080", "fc8480808080");
        valid("6.9", "last sequence of each length", "7f", "dfbf", "efbfbf", "f48fbfbf");
        invalid("6.10", "last sequence of length 4, 5 and 6", "f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf");
        valid("6.11", "other boundary", "ed9fbf", "ee8080", "efbfbd", "f48fbfbf");
        invalid(5, "6.11", "other boundary", "f4908080");
        invalid(
                "6.12",
                "unexpected continuation bytes",
                "80",
                "bf",
                "80bf",
                "80bf80",
                "80bf80bf",
                "80bf80bf80",
                "80bf80bf80bf",
                range(0x80, 0xBF, ""));
        invalid(
                "6.13",
                "lonely start characters",
                range(0xC0, 0xDF, "20"),
                range(0xE0, 0xEF, "20"),
                range(0xF0, 0xF7, "20"),
                range(0xF8, 0xFB, "20"),
                range(0xFC, 0xFD, "20"));
        String[] incomplete = {
            "c0", "e080", "f08080", "f8808080", "fc80808080", "df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf"
        };
        invalid("6.14", "last continuation byte missing", incomplete);
        invalid("6.15", "concatenation of incomplete sequences", String.join("", incomplete));
        invalid("6.16", "impossible bytes", "fe", "ff", "fefeffff");
        invalid("6.17", "overlong ASCII", "c0af", "e080af", "f08080af", "f8808080af", "fc80808080af");
        invalid("6.18", "maximum overlong", "c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf");
        invalid("6.19", "overlong NUL", "c080", "e08080", "f0808080", "f880808080", "fc8080808080");
        invalid("6.20", "single surrogate", "eda080", "edadbf", "edae80", "edafbf", "edb080", "edbe80", "edbfbf");
        invalid(
                "6.21",
                "paired surrogates",
                "eda080edb080",
                "eda080edbfbf",
                "edadbfedb080",
                "edadbfedbfbf",
                "edae80edb080",
                "edae80edbfbf",
                "edafbfedb080",
                "edafbfedbfbf");
        valid("6.22", "noncharacter", noncharacters());
        valid("6.23", "Unicode special", "efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd", "efbfbe", "efbfbf");
    }

    private void prefixes(byte[] text) {
        List<Integer> whole = List.of(2, 5, 7, 9, 11);
        for (int length = 1; length <= text.length; length++) {
            byte[] prefix = Arrays.copyOf(text, length);
            String meaning = "prefix of " + length + " octets";
            start().send(FIN | TEXT, prefix);
            if (whole.contains(length)) {
                expect(TEXT, prefix).stays("6.6." + length, meaning);
            } else {
                fails("6.6." + length, meaning, INVALID_PAYLOAD);
            }
        }
    }

    private void valid(String group, String meaning, String... sequences) {
        int number = 1;
        for (String sequence : sequences) {
            start().send(FIN | TEXT, hex(sequence)).expect(TEXT, hex(sequence));
            stays(group + "." + number++, meaning + ": " + sequence);
        }
    }

    private void invalid(String group, String meaning, String... sequences) {
        invalid(1, group, meaning, sequences);
    }

    private void invalid(int from, String group, String meaning, String... sequences) {
        int number = from;
        for (String sequence : sequences) {
            start().send(FIN | TEXT, hex(sequence));
            fails(group + "." + number++, meaning + ": " + sequence, INVALID_PAYLOAD);
        }
    }

    private static String range(int from, int to, String between) {
        StringBuilder hex = new StringBuilder();
        IntStream.range(from, to)
                .forEach(octet -> hex.append(Integer.toHexString(octet)).append(between));
        return hex.toString();
    }

    /** U+FFFE and U+FFFF of all 17 planes. */
    private static String[] noncharacters() {
        return IntStream.rangeClosed(0, 16)
                .flatMap(plane -> IntStream.of(plane << 16 | 0xFFFE, plane << 16 | 0xFFFF))
                .mapToObj(point ->
                        HexFormat.of().formatHex(Character.toString(point).getBytes(UTF_8)))
                .toArray(String[]::new);
    }

    private void closeHandling() {
        start().send(FIN | TEXT, HELLO).expect(TEXT, HELLO).send(FIN | CLOSE, closing(1000, NOTHING));
        fails("7.1.1", "text, then close", 1000);
        start().send(FIN | CLOSE, closing(1000, NOTHING)).send(FIN | CLOSE, NOTHING);
        fails("7.1.2", "two closes", 1000);
        start().send(FIN | CLOSE, closing(1000, NOTHING)).send(FIN | PING, NOTHING);
        fails("7.1.3", "ping after close", 1000);
        start().send(FIN | CLOSE, closing(1000, NOTHING)).send(FIN | TEXT, HELLO);
        fails("7.1.4", "text after close", 1000);
        start().send(TEXT, "fragment1").send(FIN | CLOSE, closing(1000, NOTHING));
        send(FIN | CONTINUATION, "fragment2").fails("7.1.5", "close between two fragments", 1000);
        byte[] large = "BAsd7&jh23".repeat(26_215).getBytes(UTF_8);
        start().send(FIN | TEXT, large).send(FIN | TEXT, HELLO).send(FIN | CLOSE, closing(1000, NOTHING));
        send(FIN | PING, NOTHING).expect(TEXT, large).expect(TEXT, HELLO);
        fails("7.1.6", "256 KB text, text, close, ping", 1000);

        start().send(FIN | CLOSE, NOTHING);
        fails("7.3.1", "close without payload", 1005);
        start().send(FIN | CLOSE, "a");
        fails("7.3.2", "close with one octet", PROTOCOL_ERROR);
        start().send(FIN | CLOSE, closing(1000, NOTHING));
        fails("7.3.3", "close with code", 1000);
        start().send(FIN | CLOSE, closing(1000, HELLO.getBytes(UTF_8)));
        fails("7.3.4", "close with code and reason", 1000);
        start().send(FIN | CLOSE, closing(1000, "*".repeat(123).getBytes(UTF_8)));
        fails("7.3.5", "close with the longest reason", 1000);
        start().send(FIN | CLOSE, closing(1000, "*".repeat(124).getBytes(UTF_8)));
        fails("7.3.6", "close with a reason too long", PROTOCOL_ERROR);
        start().send(FIN | CLOSE, closing(1000, hex("cebae1bdb9cf83cebcceb5eda080656469746564")));
        fails("7.5.1", "close with invalid UTF-8", INVALID_PAYLOAD);
    }

    private void closeCodes() {
        int number = 1;
        for (int code : new int[] {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999}) {
            start().send(FIN | CLOSE, closing(code, NOTHING));
            fails("7.7." + number++, "valid close code " + code, code);
        }
        number = 1;
        for (int code : new int[] {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999}) {
            start().send(FIN | CLOSE, closing(code, NOTHING));
            fails("7.9." + number++, "invalid close code " + code, PROTOCOL_ERROR);
        }
        number = 1;
        for (int code : new int[] {5000, 65_535}) {
            start().send(FIN | CLOSE, closing(code, NOTHING));
            fails("7.13." + number++, "undefined close code " + code, PROTOCOL_ERROR);
        }
    }

    private void autoFragmentation() {
        byte[] payload = "*".repeat(65_536).getBytes(UTF_8);
        start();
        for (int at = 0; at < payload.length; at += 1300) {
            int end = Math.min(at + 1300, payload.length);
            int opcode = at == 0 ? TEXT : CONTINUATION;
            send(end == payload.length ? FIN | opcode : opcode, Arrays.copyOfRange(payload, at, end));
        }
        expect(TEXT, payload).stays("10.1.1", "65536 octets in fragments of 1300");
    }

    private AutobahnCases start() {
        sent = new ArrayList<>();
        expected = new ArrayList<>();
        return this;
    }

    private AutobahnCases send(int first, byte[] payload) {
        sent.add(RawClient.frame(first, payload));
        return this;
    }

    private AutobahnCases send(int first, String payload) {
        return send(first, payload.getBytes(UTF_8));
    }

    private AutobahnCases expect(int opcode, byte[] payload) {
        expected.add(Received.of(opcode, payload));
        return this;
    }

    private AutobahnCases expect(int opcode, String payload) {
        return expect(opcode, payload.getBytes(UTF_8));
    }

    private AutobahnCases together() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        sent.forEach(all::writeBytes);
        sent = new ArrayList<>(List.of(all.toByteArray()));
        return this;
    }

    private AutobahnCases chopped(int size) {
        byte[] all = together().sent.get(0);
        sent = new ArrayList<>();
        for (int at = 0; at < all.length; at += size) {
            sent.add(Arrays.copyOfRange(all, at, Math.min(at + size, all.length)));
        }
        return this;
    }

    private void stays(String number, String meaning) {
        fails(number, meaning, STAYS_OPEN);
    }

    private void fails(String number, String meaning, int closeCode) {
        cases.add(new Case(number, meaning, sent, expected, closeCode));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
