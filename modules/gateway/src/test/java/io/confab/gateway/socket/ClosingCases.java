package io.confab.gateway.socket;

import static io.confab.gateway.socket.RawClient.CLOSE;
import static io.confab.gateway.socket.RawClient.CONTINUATION;
import static io.confab.gateway.socket.RawClient.FIN;
import static io.confab.gateway.socket.RawClient.PING;
import static io.confab.gateway.socket.RawClient.TEXT;
import static io.confab.gateway.socket.RawClient.closing;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Group 7: closing handshakes and close codes. */
final class ClosingCases extends AutobahnCases {

    ClosingCases() {
        closeHandling();
        closeCodes();
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
}
