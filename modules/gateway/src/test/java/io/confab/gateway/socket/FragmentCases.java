package io.confab.gateway.socket;

import static io.confab.gateway.socket.RawClient.CONTINUATION;
import static io.confab.gateway.socket.RawClient.FIN;
import static io.confab.gateway.socket.RawClient.PING;
import static io.confab.gateway.socket.RawClient.PONG;
import static io.confab.gateway.socket.RawClient.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Groups 5 and 10: fragmented messages. */
final class FragmentCases extends AutobahnCases {

    FragmentCases() {
        fragmentation();
        fragmentsWithNothingToContinue();
        autoFragmentation();
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
}
