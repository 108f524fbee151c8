package io.confab.gateway;

import static io.confab.gateway.Heard.all;
import static io.confab.gateway.Heard.range;
import static io.confab.gateway.Heard.seqs;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.presence.PresenceChanged;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HearTest {

    private final GatewayServer server = new GatewayServer(GatewayServer.CONFIG);
    private final World world = server.world;

    @BeforeEach
    void fillTheWorld() {
        world.group(1, 3, "ann", "bob", "cyd");
        world.group(2, 1_000, "ann", "bob");
        world.group(3, 0, "bob");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersASendAndTellsEverybodyInTheGroup() {
        NativeClient ann = server.signIn("ann");
        NativeClient bob = server.signIn("bob");

        Frame sent = ann.send(1, "hi 👋");

        assertThat(sent.seq()).isEqualTo(4);
        assertThat(ann.next("new_message").text("content")).isEqualTo("hi 👋");
        assertThat(bob.next("new_message").text("content")).isEqualTo("hi 👋");
        assertThat(all(bob)).isEmpty();
    }

    @Test
    void tellsAllDevicesOfAUserOnAllEventLoops() {
        NativeClient phone = server.signIn("ann");
        NativeClient laptop = server.clients.signIn(server.otherLoop, "ann");

        phone.send(1, "from the phone");
        laptop.send(1, "from the laptop");

        assertThat(seqs(phone, 1)).containsExactly(4L, 5L);
        assertThat(seqs(laptop, 1)).containsExactly(4L, 5L);
    }

    @Test
    void tellsNobodyOfGroupsThatHeIsNotIn() {
        NativeClient ann = server.signIn("ann");

        world.post(3, "bob", "secret");

        assertThat(all(ann)).isEmpty();
    }

    @Test
    void resumesFromACursorAndGoesOnLive() {
        NativeClient ann = server.clients.connect(server.uri);
        ann.identify("ann", Map.of(1L, 1L, 2L, 900L));
        Frame resumed = ann.next("resumed");
        world.post(2, "bob", "live");

        assertThat(resumed.seqs("heads")).isEqualTo(Map.of(1L, 3L, 2L, 1_000L));
        assertThat(seqs(ann, 1)).isEqualTo(range(2, 3));
        assertThat(seqs(ann, 2)).isEqualTo(range(901, 1_001));
    }

    @Test
    void tellsNothingBeforeTheResumePointWhileItLearnsOfWhatTheClientHeardElsewhere() {
        world.lose(event -> event.groupId() == 1);
        world.afterList(() -> world.say(1, "bob", "heard elsewhere"));
        Promise<Void> slowRead = world.stall(ReadLog.class);
        NativeClient ann = server.clients.connect(server.uri);
        ann.tell(Frame.of("identify").with("token", "ann").with("cursors", Map.of(1L, 4L, 2L, 998L)));
        while (world.asked(ReadLog.class) == 0) {
            // each question is an answer later
        }

        world.post(2, "bob", "live");
        slowRead.complete();
        world.recover();

        ann.next("resumed");
        assertThat(seqs(ann, 2)).isEqualTo(range(999, 1_001));
        assertThat(seqs(ann, 1)).isEmpty();
    }

    @Test
    void resumesWhileTheGroupIsBusy() {
        NativeClient ann = server.signIn("ann");
        Promise<Void> slowRead = world.stall(ReadLog.class);
        ann.tell(resume(Map.of(2L, 600L)).with("ref", "r"));
        ann.ask(Frame.of("ping"));
        for (int i = 0; i < 200; i++) {
            world.post(2, "bob", "busy");
        }
        slowRead.complete();
        world.recover();

        ann.next("resumed");
        world.post(2, "bob", "last");

        assertThat(seqs(ann, 2)).isEqualTo(range(601, 1_201));
    }

    @Test
    void resumesAgainAsOftenAsTheClientWants() {
        NativeClient ann = server.signIn("ann");

        ann.ask(resume(Map.of(1L, 0L)));
        ann.ask(resume(Map.of(1L, 2L)));

        assertThat(seqs(ann, 1)).containsExactly(1L, 2L, 3L, 3L);
    }

    @Test
    void passesOverCursorsOfGroupsThatOneIsNoLongerIn() {
        NativeClient ann = server.clients.connect(server.uri);

        ann.identify("ann", Map.of(1L, 2L, 3L, 0L));

        assertThat(ann.next("resumed").seqs("heads")).isEqualTo(Map.of(1L, 3L));
    }

    @Test
    void tellsOfAGapWhenTooMuchIsMissing() {
        NativeClient ann = server.signIn("ann");

        Frame resumed = ann.ask(resume(Map.of(2L, 499L)));
        world.post(2, "bob", "live");

        Frame gap = ann.next("gap");
        assertThat(gap.number("from")).isEqualTo(500);
        assertThat(gap.number("head")).isEqualTo(1_000);
        assertThat(resumed.seqs("heads")).isEqualTo(Map.of(2L, 1_000L));
        assertThat(seqs(ann, 2)).containsExactly(1_001L);
    }

    @Test
    void replaysWhatIsJustNotTooMuch() {
        NativeClient ann = server.signIn("ann");

        ann.ask(resume(Map.of(2L, 500L)));

        assertThat(seqs(ann, 2)).isEqualTo(range(501, 1_000));
    }

    @Test
    void refusesToResumeWhatOneMayNotSeeAndNamesIt() {
        NativeClient ann = server.signIn("ann");

        Frame absent = ann.ask(resume(Map.of(1L, 0L, 404L, 0L)));
        Frame forbidden = ann.ask(resume(Map.of(1L, 0L, 3L, 0L)));

        assertThat(absent.text("code")).isEqualTo("NOT_FOUND");
        assertThat(absent.text("field")).isEqualTo("cursors.404");
        assertThat(forbidden.text("code")).isEqualTo("NOT_FOUND");
        assertThat(forbidden.text("message")).isEqualTo(absent.text("message"));
        assertThat(all(ann)).isEmpty();
    }

    @Test
    void refusesACursorBeyondTheHead() {
        NativeClient ann = server.signIn("ann");

        Frame answer = ann.ask(resume(Map.of(1L, 4L)));

        assertThat(answer.text("code")).isEqualTo("INVALID");
        assertThat(answer.text("field")).isEqualTo("cursors.1");
    }

    @Test
    void takesACursorThatTheClientLearntOfElsewhere() {
        NativeClient ann = server.signIn("ann");
        world.lose(event -> event instanceof LogEntry);
        world.post(1, "bob", "read over HTTP");

        Frame resumed = ann.ask(resume(Map.of(1L, 4L)));

        assertThat(resumed.seqs("heads")).isEqualTo(Map.of(1L, 4L));
    }

    @Test
    void fillsWhatWasLostOnTheWay() {
        NativeClient ann = server.signIn("ann");
        world.lose(event -> event instanceof LogEntry);
        world.post(1, "bob", "lost");
        world.lose(event -> false);
        world.post(1, "bob", "heard");

        assertThat(ann.next("new_message").text("content")).isEqualTo("lost");
        assertThat(ann.next("new_message").text("content")).isEqualTo("heard");
        assertThat(server.stats.reads().sum()).isEqualTo(1);
    }

    @Test
    void noticesByItsOwnAnswerThatAnEventWasLost() {
        NativeClient ann = server.signIn("ann");
        world.lose(event -> event instanceof LogEntry);

        ann.send(1, "lost on the way back");

        assertThat(ann.next("new_message").text("content")).isEqualTo("lost on the way back");
    }

    @Test
    void tellsARemovedMemberOfHisRemovalAndNothingAfterIt() {
        NativeClient cyd = server.signIn("cyd");
        NativeClient ann = server.signIn("ann");

        world.post(1, "bob", "before");
        world.leave(1, "cyd");
        world.post(1, "bob", "after");

        assertThat(seqs(cyd, 1)).containsExactly(4L, 5L);
        assertThat(all(cyd).get(1).type()).isEqualTo("member_left");
        assertThat(seqs(ann, 1)).containsExactly(4L, 5L, 6L);
        assertThat(cyd.ask(resume(Map.of(1L, 0L))).text("code")).isEqualTo("NOT_FOUND");
        assertThat(cyd.ask(Frame.of("watch").with("group_id", 1)).text("code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void tellsANewMemberOfTheGroupAndFromHisJoiningOn() {
        NativeClient cyd = server.signIn("cyd");

        world.post(2, "bob", "before");
        world.join(2, "cyd");
        world.post(2, "bob", "after");

        Frame joined = cyd.next("group_joined");
        assertThat(joined.at("group").path("id").asLong()).isEqualTo(2);
        assertThat(cyd.next("member_joined", 2).seq()).isEqualTo(1_002);
        assertThat(cyd.next("new_message", 2).seq()).isEqualTo(1_003);
    }

    @Test
    void tellsTheSessionsOfBothEventLoopsOfAJoining() {
        NativeClient phone = server.signIn("cyd");
        NativeClient laptop = server.clients.signIn(server.otherLoop, "cyd");

        world.join(2, "cyd");

        assertThat(phone.next("member_joined", 2).seq()).isEqualTo(1_001);
        assertThat(laptop.next("member_joined", 2).seq()).isEqualTo(1_001);
    }

    @Test
    void tellsOfEachJoiningOfOneWhoComesAndGoes() {
        NativeClient cyd = server.signIn("cyd");

        world.leave(1, "cyd");
        world.post(1, "bob", "secret");
        world.join(1, "cyd");
        world.post(1, "bob", "welcome back");
        assertThat(cyd.next("member_left", 1).seq()).isEqualTo(4);
        cyd.next("group_joined");
        assertThat(cyd.next("member_joined", 1).seq()).isEqualTo(6);
        assertThat(cyd.next("new_message", 1).seq()).isEqualTo(7);
        world.leave(1, "cyd");
        world.post(1, "bob", "secret again");

        assertThat(cyd.next("member_left", 1).seq()).isEqualTo(8);
        assertThat(all(cyd)).isEmpty();
    }

    @Test
    void hasAClientStartAgainWhenAGroupItEnteredCannotBeRead() {
        NativeClient cyd = server.signIn("cyd");
        world.fail(ShowGroup.class, Failure.unavailable("The database is away"));

        world.join(2, "cyd");

        assertThat(cyd.closeCode()).isEqualTo(1013);
    }

    @Test
    void doesNotTellTheOneWhoTypes() {
        NativeClient phone = server.signIn("ann");
        NativeClient laptop = server.clients.signIn(server.otherLoop, "ann");
        NativeClient bob = server.signIn("bob");

        assertThat(phone.ask(Frame.of("typing").with("group_id", 1)).type()).isEqualTo("done");

        assertThat(bob.next("typing").at("user").path("name").asText()).isEqualTo("ann");
        assertThat(all(phone)).isEmpty();
        assertThat(all(laptop)).isEmpty();
    }

    @Test
    void tellsAllDevicesOfAUserWhereHisMarksAre() {
        NativeClient phone = server.signIn("ann");
        NativeClient laptop = server.clients.signIn(server.otherLoop, "ann");
        NativeClient bob = server.signIn("bob");

        Frame answer = phone.ask(Frame.of("mark_read").with("group_id", 1).with("seq", 3));

        assertThat(answer.type()).isEqualTo("marked");
        assertThat(answer.number("read_seq")).isEqualTo(3);
        assertThat(laptop.next("marked").number("read_seq")).isEqualTo(3);
        assertThat(all(bob)).isEmpty();
    }

    @Test
    void tellsOfPresence() {
        NativeClient ann = server.signIn("ann");

        world.publish(new PresenceChanged(1, 8, true, null));
        world.publish(new PresenceChanged(1, 8, false, World.NOON));

        assertThat(ann.next("user_online").number("user_id")).isEqualTo(8);
        assertThat(ann.next("user_offline").text("last_seen")).isEqualTo(World.NOON.toString());
    }

    @Test
    void doesNotTellOthersOfSomeonesMarks() {
        NativeClient ann = server.signIn("ann");

        world.announce(new OwnMarksMoved(world.user("bob").id(), 1, 3, 3, 0));

        assertThat(all(ann)).isEmpty();
    }

    @Test
    void isQuietAboutAGroupThatIsNotWatched() {
        NativeClient ann = server.signIn("ann");

        ann.ask(Frame.of("unwatch").with("group_id", 1));
        world.post(1, "bob", "not heard");
        ann.ask(Frame.of("watch").with("group_id", 1));
        world.post(1, "bob", "heard");

        assertThat(seqs(ann, 1)).containsExactly(5L);
    }

    @Test
    void watchesOnlyGroupsOfOnesOwn() {
        NativeClient ann = server.signIn("ann");

        Frame forbidden = ann.ask(Frame.of("watch").with("group_id", 3));
        Frame absent = ann.ask(Frame.of("watch").with("group_id", 404));

        assertThat(forbidden.text("code")).isEqualTo("NOT_FOUND");
        assertThat(forbidden.with("ref", null).json())
                .isEqualTo(absent.with("ref", null).json());
    }

    @Test
    void answersAPingWithHowFarTheSessionIs() {
        NativeClient ann = server.signIn("ann");
        world.post(1, "bob", "one more");
        ann.next("new_message");

        Frame pong = ann.ask(Frame.of("ping"));

        assertThat(pong.seqs("heads")).isEqualTo(Map.of(1L, 4L, 2L, 1_000L));
    }

    @Test
    void tellsASlowClientEverythingAtItsOwnPaceAndHarmsNobodyElse() {
        NativeClient slow = server.signIn("ann");
        NativeClient quick = server.signIn("bob");
        slow.socket().pause();
        String content = "x".repeat(8_000);
        for (int i = 0; i < 1_500; i++) {
            world.post(1, "cyd", content);
            assertThat(quick.next("new_message").seq()).isEqualTo(i + 4);
        }

        slow.socket().resume();

        List<Long> heard = Heard.seqsUpTo(slow, 1, 1_503);
        assertThat(heard).isEqualTo(range(4, 1_503));
        assertThat(server.stats.reads().sum())
                .as("what it missed is read again")
                .isPositive();
        assertThat(server.stats.evictions().sum()).isZero();
    }

    private static Frame resume(Map<Long, Long> cursors) {
        return Frame.of("resume").with("cursors", cursors);
    }
}
