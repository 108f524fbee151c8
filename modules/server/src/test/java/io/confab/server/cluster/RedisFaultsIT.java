package io.confab.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.RedisCommand;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Redis that is lost, frozen, emptied, full or read-only: it is only the faster way to hear of the next entry. */
@ExtendWith(FleetSetup.class)
class RedisFaultsIT {

    /** What a test does to Redis while the load runs. */
    private interface Fault {
        void happen() throws Exception;
    }

    private static void survive(Fleet fleet, String name, Fault fault) throws Exception {
        Load load = Load.start(fleet);
        for (int round = 0; round < Scale.of(1, 5); round++) {
            Scale.goOn(Duration.ofSeconds(1));
            fault.happen();
        }
        assertThat(fleet.awaitWhole(name)).isLessThan(Duration.ofSeconds(10));
        load.verdict();
    }

    private static void tell(Fleet fleet, String... words) throws Exception {
        RedisCommand.run(fleet.redis().uri(), words);
    }

    @Test
    void losesNothingWhenRedisIsRestartedEmpty(Fleet fleet) throws Exception {
        survive(fleet, "Redis restarted empty", fleet.redis()::restart);
    }

    @Test
    void losesNothingWhenRedisIsKilled(Fleet fleet) throws Exception {
        survive(fleet, "Redis killed", () -> {
            fleet.redis().kill();
            Scale.goOn(2, 20);
            fleet.redis().start();
        });
    }

    @Test
    void losesNothingWhenRedisFreezes(Fleet fleet) throws Exception {
        survive(fleet, "SIGSTOP of Redis", () -> {
            fleet.redis().pause();
            Scale.goOn(6, 20);
            fleet.redis().resume();
        });
    }

    @Test
    void losesNothingWhenSubscribersAreCutOff(Fleet fleet) throws Exception {
        survive(fleet, "CLIENT KILL TYPE pubsub", () -> tell(fleet, "CLIENT", "KILL", "TYPE", "pubsub"));
    }

    @Test
    void losesNothingWhenScriptsFunctionsAndDataAreFlushed(Fleet fleet) throws Exception {
        survive(fleet, "FUNCTION FLUSH, SCRIPT FLUSH, FLUSHALL", () -> {
            tell(fleet, "FUNCTION", "FLUSH");
            tell(fleet, "SCRIPT", "FLUSH");
            Scale.goOn(Duration.ofMillis(500));
            tell(fleet, "FLUSHALL");
        });
    }

    @Test
    void losesNothingWhenRedisHasNoMemoryLeft(Fleet fleet) throws Exception {
        String limit = RedisCommand.run(fleet.redis().uri(), "CONFIG", "GET", "maxmemory")
                .lines()
                .skip(1)
                .findFirst()
                .orElse("0");
        String policy = RedisCommand.run(fleet.redis().uri(), "CONFIG", "GET", "maxmemory-policy")
                .lines()
                .skip(1)
                .findFirst()
                .orElse("noeviction");
        survive(fleet, "Redis out of memory", () -> {
            tell(fleet, "CONFIG", "SET", "maxmemory-policy", "noeviction");
            tell(fleet, "CONFIG", "SET", "maxmemory", "1");
            Scale.goOn(3, 20);
            tell(fleet, "CONFIG", "SET", "maxmemory", limit);
            tell(fleet, "CONFIG", "SET", "maxmemory-policy", policy);
        });
    }

    @Test
    void losesNothingWhenRedisIsReadOnly(Fleet fleet) throws Exception {
        survive(fleet, "Redis read-only", () -> {
            tell(fleet, "REPLICAOF", "127.0.0.1", "1");
            Scale.goOn(3, 20);
            tell(fleet, "REPLICAOF", "NO", "ONE");
        });
    }
}
