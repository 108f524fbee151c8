package io.confab.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.RetryingClient;
import io.confab.testkit.fault.RetryingClient.Plan;
import io.confab.testkit.fault.TcpProxy.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that die, freeze, come and go under load: nothing acknowledged is lost, doubled or out of order on any of them. */
@ExtendWith(FleetSetup.class)
class NodeFaultsIT {

    /** The packet of a command whose text is COMMIT. */
    private static final String COMMIT = "\3COMMIT";

    private static final int TERMINATED = 143;

    @Test
    void losesNothingWhenNodesAreKilled(Fleet fleet) throws Exception {
        Load load = Load.start(fleet);
        for (int kill = 0; kill < Scale.of(3, 30); kill++) {
            FleetNode victim = fleet.node(kill % Fleet.NODES);
            Scale.goOn(Duration.ofMillis(700 + 41L * kill));
            victim.kill();
            victim.start();
        }
        fleet.awaitWhole("kill -9 of a node");
        load.verdict();
    }

    @Test
    void losesNothingWhenANodeIsKilledBetweenCommitAndPublish(Fleet fleet) throws Exception {
        killAtCommit(fleet, Moment.AFTER);
    }

    @Test
    void losesNothingWhenANodeIsKilledBetweenInsertAndCommit(Fleet fleet) throws Exception {
        killAtCommit(fleet, Moment.BEFORE);
    }

    private static void killAtCommit(Fleet fleet, Moment moment) throws Exception {
        Load load = Load.start(fleet);
        FleetNode victim = fleet.node(0);
        for (int kill = 0; kill < Scale.of(1, 10); kill++) {
            Scale.goOn(Duration.ofMillis(800));
            CompletableFuture<Void> killed = new CompletableFuture<>();
            victim.mysql().stopAt(COMMIT, moment, () -> {
                victim.kill();
                killed.complete(null);
            });
            killed.get(20, TimeUnit.SECONDS);
            Instant death = Instant.now();
            // the nodes that live on hear what the dead one had committed, before it comes back
            load.verdict();
            assertThat(Duration.between(death, Instant.now())).isLessThan(Duration.ofSeconds(20));
            victim.start();
            load = Load.start(fleet);
        }
        fleet.awaitWhole("killed " + moment + " the commit");
        load.verdict();
    }

    @Test
    void losesNothingWhenANodeFreezesAndGoesOn(Fleet fleet) throws Exception {
        Load load = Load.start(fleet);
        Scale.goOn(1, 3);
        fleet.node(1).freeze();
        try {
            Scale.goOn(5, 30);
        } finally {
            fleet.node(1).thaw();
        }
        fleet.awaitWhole("SIGSTOP of a node");
        load.verdict();
    }

    @Test
    void losesNothingWhenAllNodesAreRestartedOneAfterTheOther(Fleet fleet) throws Exception {
        Load load = Load.start(fleet);
        for (int round = 0; round < Scale.of(1, 5); round++) {
            for (FleetNode node : fleet.nodes()) {
                Scale.goOn(Duration.ofMillis(500));
                assertThat(node.stop()).isEqualTo(TERMINATED);
                node.start();
            }
        }
        fleet.awaitWhole("rolling restart");
        load.verdict();
    }

    @Test
    void keepsOneOrderWhenTwoNodesWriteOneGroupAtFullRate(Fleet fleet) throws Exception {
        Person ann = fleet.members().get(0).person();
        Person bob = fleet.members().get(1).person();
        long group = fleet.group(ann, "Full rate");
        fleet.join(group, bob);
        Load load = Load.of(fleet, List.of(writer(fleet, 0, ann, group), writer(fleet, 1, bob, group)));
        Scale.goOn(4, 30);
        var logs = load.verdict();
        assertThat(logs.get(0).acks().size() + logs.get(1).acks().size()).isGreaterThan(500);
    }

    private static RetryingClient writer(Fleet fleet, int node, Person person, long group) {
        return new RetryingClient(
                fleet.clients(),
                fleet.node(node)::uri,
                new Plan("writer on node " + node, person.userId(), person::token, List.of(group), 64, 1));
    }

    @Test
    void stopsAMemberWhoIsRemovedOnAnotherNodeAtExactlyThatSeq(Fleet fleet) {
        Person ann = fleet.members().get(2).person();
        Person bob = fleet.members().get(3).person();
        long group = fleet.group(ann, "Removal");
        fleet.join(group, bob);
        try (NativeClient owner = fleet.clients().signIn(fleet.node(0).uri(), ann.token());
                NativeClient member = fleet.clients().signIn(fleet.node(1).uri(), bob.token())) {
            for (int i = 0; i < 20; i++) {
                owner.send(group, "before " + i);
                member.send(group, "from the member " + i);
            }
            fleet.rest(2).call("DELETE", "/api/v1/groups/" + group + "/members/" + bob.userId(), ann.token(), null);
            Frame left = owner.next("member_left", group);
            owner.send(group, "after");
            assertThat(member.next("member_left", group).seq()).isEqualTo(left.seq());
            assertThat(member.ask(Frame.message(group, "still there?")).text("code"))
                    .isEqualTo("NOT_FOUND");
            assertThat(member.heard())
                    .filteredOn(frame -> frame.isEntry() && frame.groupId() == group)
                    .allSatisfy(frame -> assertThat(frame.seq()).isLessThan(left.seq()));
        }
    }

    @Test
    void startsWithoutRedisAndJoinsTheOthersWhenItComes(Fleet fleet) throws Exception {
        Load load = Load.start(fleet);
        fleet.node(2).stop();
        fleet.redis().stop();
        try {
            fleet.node(2).start();
            assertThat(fleet.rest(2).get("/health/ready", null).toString()).containsIgnoringCase("redis");
        } finally {
            fleet.redis().start();
        }
        fleet.awaitWhole("start without Redis");
        load.verdict();
    }

    @Test
    void refusesToStartWithoutADatabaseInOneSentence(Fleet fleet) throws Exception {
        Load load = Load.start(fleet);
        FleetNode node = fleet.node(2);
        node.stop();
        node.mysql().cut();
        try {
            assertThat(startedInVain(node)).contains("Confab cannot start:");
        } finally {
            node.mysql().heal();
        }
        node.start();
        fleet.awaitWhole("start without a database");
        load.verdict();
    }

    private static String startedInVain(FleetNode node) {
        try {
            node.start();
            return "It started";
        } catch (AssertionError ended) {
            return ended.getMessage();
        }
    }

    @Test
    void takesNoTimeFromAClientWhoseClockIsADayOff(Fleet fleet) {
        Person ann = fleet.members().get(4).person();
        long group = fleet.group(ann, "Clocks");
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (NativeClient late = fleet.clients().signIn(fleet.node(0).uri(), ann.token());
                NativeClient other = fleet.clients().signIn(fleet.node(1).uri(), ann.token())) {
            Frame sent = late.ask(Frame.message(group, "from yesterday").with("sent_at", yesterday.toString()));
            Frame heard = other.next("new_message", group);
            assertThat(heard.seq()).isEqualTo(sent.seq());
            assertThat(Duration.between(Instant.parse(heard.text("sent_at")), Instant.now())
                            .abs())
                    .isLessThan(Duration.ofMinutes(1));
        }
        var old = fleet.rest(0)
                .post("/api/v1/groups/" + group + "/messages", ann.token(), Map.of("content", "also from yesterday"));
        assertThat(Instant.parse(old.path("sent_at").asText())).isAfter(yesterday.plus(Duration.ofHours(23)));
    }
}
