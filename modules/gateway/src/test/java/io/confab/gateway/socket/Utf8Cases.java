package io.confab.gateway.socket;

import static io.confab.gateway.socket.RawClient.CONTINUATION;
import static io.confab.gateway.socket.RawClient.FIN;
import static io.confab.gateway.socket.RawClient.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Group 6: UTF-8, whole and in fragments. */
final class Utf8Cases extends AutobahnCases {

    Utf8Cases() {
        utf8InFragments();
        utf8Sequences();
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
}
