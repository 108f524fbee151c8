package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.socket.AutobahnCases.Case;
import io.confab.gateway.socket.RawClient.Received;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutobahnTest {

    private static SocketServer server;

    @BeforeAll
    static void start() {
        server = new SocketServer(SocketServer.limits(), SocketServer::echo);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Case> cases() {
        return AutobahnCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void conforms(Case wanted) {
        try (RawClient client = RawClient.open(server.port())) {
            wanted.sent().forEach(client::send);
            if (wanted.closeCode() == 0) {
                client.send(RawClient.frame(RawClient.FIN | RawClient.CLOSE, RawClient.closing(1000, new byte[0])));
            }
            List<Received> received = readAll(client);
            Received close = received.remove(received.size() - 1);
            assertThat(received).isEqualTo(wanted.expected());
            assertThat(close.opcode()).isEqualTo(RawClient.CLOSE);
            assertThat(close.code()).isEqualTo(wanted.closeCode() == 0 ? 1000 : wanted.closeCode());
        }
    }

    @Test
    void holdsEveryCaseOfGroupsOneToSevenAndTen() {
        assertThat(cases()).extracting(Case::number).doesNotHaveDuplicates().hasSize(247);
    }

    private static List<Received> readAll(RawClient client) {
        List<Received> received = new ArrayList<>();
        for (Received next = client.read(); !next.equals(Received.END); next = client.read()) {
            received.add(next);
        }
        return received;
    }
}
