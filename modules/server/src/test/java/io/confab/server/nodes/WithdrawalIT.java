package io.confab.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.Services;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.Signal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A stopping node lets load balancers know before its clients. */
class WithdrawalIT {

    @Test
    void worksOnForAWhileAfterItHasTurnedLoadBalancersAway() {
        try (Nodes nodes = Nodes.start(1, Services.mysql(), Services.redis(), Map.of("CONFAB_DRAIN_DELAY", "4"));
                NativeClients clients = new NativeClients()) {
            Person ann = nodes.rest(0).register("ann");
            NativeClient anns = clients.signIn(nodes.uri(0), ann.token());
            assertThat(ready(nodes).body()).contains("\"status\":\"ready\"", "\"redis\":{\"ok\":true}");

            Signal.TERM.send(nodes.node(0).pid());
            while (ready(nodes).statusCode() == 200) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }

            assertThat(ready(nodes).body()).contains("\"status\":\"stopping\"");
            assertThat(anns.send(1, "work goes on").type()).isEqualTo("message_sent");
            anns.next("reconnect");
            assertThat(anns.closeCode()).isEqualTo(1001);
            assertThat(nodes.node(0).stop(Nodes.PATIENCE)).isEqualTo(143);
        }
    }

    private static HttpResponse<String> ready(Nodes nodes) {
        return nodes.rest(0).call("GET", "/health/ready", null, null);
    }
}
