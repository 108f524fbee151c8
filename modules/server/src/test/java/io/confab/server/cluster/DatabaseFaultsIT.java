package io.confab.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that goes away under all nodes at once: clear errors, and nothing lost when it is back. */
@ExtendWith(FleetSetup.class)
class DatabaseFaultsIT {

    @Test
    void losesNothingWhenTheDatabaseIsRestarted(Fleet fleet) throws Exception {
        Load load = Load.start(fleet);
        for (int round = 0; round < Scale.of(1, 5); round++) {
            Scale.goOn(1, 3);
            fleet.mysql().restart();
        }
        assertThat(fleet.awaitWhole("restart of the database")).isLessThan(Duration.ofSeconds(15));
        load.verdict();
    }

    @Test
    void losesNothingWhenTheDatabaseFreezes(Fleet fleet) throws Exception {
        Load load = Load.start(fleet);
        Scale.goOn(1, 3);
        fleet.mysql().pause();
        try {
            Scale.goOn(7, 30);
        } finally {
            fleet.mysql().resume();
        }
        assertThat(fleet.awaitWhole("SIGSTOP of the database")).isLessThan(Duration.ofSeconds(15));
        load.verdict();
    }
}
