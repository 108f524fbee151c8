package io.confab.server.cluster;

import io.confab.testkit.fault.TcpProxy;
import io.confab.testkit.fault.TcpProxy.Direction;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One node behind a network that fails in one way or another, towards Redis and towards the database. */
@ExtendWith(FleetSetup.class)
class NetworkFaultsIT {

    /** What the network does to a connection. */
    enum Fault {
        IS_CUT,
        STALLS_ON_THE_WAY_OUT,
        STALLS_ON_THE_WAY_BACK,
        IS_SLOW,
        LOSES_BYTES_ON_THE_WAY_OUT,
        LOSES_BYTES_ON_THE_WAY_BACK;

        void begin(TcpProxy proxy) {
            switch (this) {
                case IS_CUT -> proxy.cut();
                case STALLS_ON_THE_WAY_OUT -> proxy.stall(Direction.OUT);
                case STALLS_ON_THE_WAY_BACK -> proxy.stall(Direction.IN);
                case IS_SLOW -> proxy.delay(200);
                case LOSES_BYTES_ON_THE_WAY_OUT -> proxy.lose(Direction.OUT, 37);
                case LOSES_BYTES_ON_THE_WAY_BACK -> proxy.lose(Direction.IN, 37);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingWhenTheWayToRedis(Fault fault, Fleet fleet) throws Exception {
        survive(fleet, fault, "Redis", FleetNode::redis);
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingWhenTheWayToTheDatabase(Fault fault, Fleet fleet) throws Exception {
        survive(fleet, fault, "the database", FleetNode::mysql);
    }

    private static void survive(Fleet fleet, Fault fault, String what, Function<FleetNode, TcpProxy> way)
            throws Exception {
        Load load = Load.start(fleet);
        Scale.goOn(Duration.ofMillis(500));
        TcpProxy proxy = way.apply(fleet.node(1));
        fault.begin(proxy);
        try {
            Scale.goOn(3, 15);
        } finally {
            proxy.heal();
        }
        fleet.awaitWhole("the way to " + what + " " + fault);
        load.verdict();
    }
}
