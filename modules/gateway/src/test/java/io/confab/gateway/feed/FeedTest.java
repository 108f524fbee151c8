package io.confab.gateway.feed;

import static io.confab.gateway.feed.Listener.seqs;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.GroupEvent;
import io.confab.contract.account.User;
import io.confab.contract.log.HeadMoved;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.presence.Typing;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Typing TYPING = new Typing(Script.GROUP, new User(7, "ann", false));

    private final Script script = new Script();

    @AfterEach
    void close() {
        script.feed.close();
    }

    @Test
    void tellsEntriesInOrderInWhateverOrderTheyCome() {
        script.feed.learn(0);
        Listener listener = script.listen(0);
        LogEntry one = script.post("one");
        LogEntry two = script.post("two");
        LogEntry three = script.post("three");

        script.hear(three, one, two);

        assertThat(listener.seqs()).isEqualTo(seqs(1, 3));
        script.advance(1_000);
        assertThat(script.reads).isEmpty();
    }

    @Test
    void dropsWhatItHasHeardBefore() {
        script.feed.learn(0);
        Listener listener = script.listen(0);
        LogEntry one = script.post("one");
        LogEntry two = script.post("two");

        script.hear(one, one, two, one, two);

        assertThat(listener.seqs()).isEqualTo(seqs(1, 2));
    }

    @Test
    void fillsAHoleFromTheLogAfterAMoment() {
        script.feed.learn(0);
        Listener listener = script.listen(0);
        script.post("lost");
        script.hear(script.post("heard"));

        script.advance(Feed.PATIENCE_MILLIS - 1);
        assertThat(listener.told).isEmpty();
        script.advance(1 + script.readMillis);

        assertThat(listener.seqs()).isEqualTo(seqs(1, 2));
    }

    @Test
    void readsWhatItIsToldToHaveMissed() {
        script.feed.learn(0);
        Listener listener = script.listen(0);
        script.post("lost");

        script.feed.hear(new HeadMoved(Script.GROUP, 1));
        script.advance(1_000);

        assertThat(listener.seqs()).isEqualTo(seqs(1, 1));
    }

    @Test
    void fillsAHoleThatIsLongerThanOneReadAndThanWhatItHolds() {
        script.feed.learn(0);
        Listener listener = script.listen(0);
        for (int i = 0; i < 2 * Feed.FILL_LIMIT; i++) {
            script.post("lost");
        }
        for (int i = 0; i < 2 * Feed.MAX_HELD; i++) {
            script.hear(script.post("heard"));
        }

        script.advance(1_000);

        assertThat(listener.seqs()).isEqualTo(seqs(1, script.head()));
    }

    @Test
    void fillsOneHoleAtATime() {
        script.feed.learn(0);
        script.readMillis = 200;
        script.post("lost");
        script.hear(script.post("heard"));
        script.advance(100);
        script.post("lost too");
        script.hear(script.post("heard"));

        script.advance(100);

        assertThat(script.reads).hasSize(1);
    }

    @Test
    void triesAgainUntilTheLogCanBeRead() {
        script.feed.learn(0);
        Listener listener = script.listen(0);
        script.isDown = true;
        script.post("lost");
        script.hear(script.post("heard"));
        script.advance(10_000);
        assertThat(script.reads).hasSizeBetween(3, 15);

        script.isDown = false;
        script.advance(2_100);

        assertThat(listener.seqs()).isEqualTo(seqs(1, 2));
    }

    @Test
    void holdsWhatItHearsBeforeItKnowsTheHead() {
        script.post("before");
        LogEntry known = script.post("in the snapshot and heard");
        LogEntry later = script.post("later");
        script.hear(later, known);

        script.feed.learn(2);
        Listener listener = script.listen(2);

        assertThat(script.feed.cursor()).isEqualTo(3);
        assertThat(listener.seqs()).isEqualTo(seqs(3, 3));
    }

    @Test
    void tellsNobodyTwiceWhoseCursorIsAheadOfTheFeed() {
        script.feed.learn(0);
        LogEntry one = script.post("one");
        LogEntry two = script.post("two");
        script.feed.learn(1);
        Listener listener = script.listen(1);

        script.hear(one, two);

        assertThat(listener.seqs()).isEqualTo(seqs(2, 2));
    }

    @Test
    void tellsWhoIsBehindFromWhatItHasJustHeard() {
        script.feed.learn(0);
        script.hear(script.post("one"), script.post("two"), script.post("three"));

        Listener listener = script.listen(1);

        assertThat(listener.seqs()).isEqualTo(seqs(2, 3));
        assertThat(script.reads).isEmpty();
    }

    @Test
    void readsOlderEntriesOnceForAllWhoNeedThem() {
        for (int i = 0; i < 300; i++) {
            script.post("old");
        }
        script.feed.learn(300);
        Listener one = script.listen(250);
        Listener two = script.listen(240);
        script.advance(script.readMillis);
        Listener three = script.listen(230);

        script.advance(1_000);

        assertThat(script.reads).hasSize(1);
        assertThat(one.seqs()).isEqualTo(seqs(251, 300));
        assertThat(two.seqs()).isEqualTo(seqs(241, 300));
        assertThat(three.seqs()).isEqualTo(seqs(231, 300));
    }

    @Test
    void goesOnCatchingUpWhileTheGroupIsBusy() {
        for (int i = 0; i < 400; i++) {
            script.post("old");
        }
        script.feed.learn(400);
        Listener listener = script.listen(0);
        for (int i = 0; i < 100; i++) {
            script.hear(script.post("new"));
            script.advance(1);
        }
        script.advance(1_000);

        assertThat(listener.seqs()).isEqualTo(seqs(1, 500));
    }

    @Test
    void readsAgainAtTheNextSweepWhatCouldNotBeRead() {
        for (int i = 0; i < 10; i++) {
            script.post("old");
        }
        script.feed.learn(10);
        script.isDown = true;
        Listener listener = script.listen(3);
        script.advance(100);
        script.isDown = false;
        script.feed.sweep(false);
        script.advance(100);

        assertThat(listener.seqs()).isEqualTo(seqs(4, 10));
    }

    @Test
    void tellsASlowOneTheRestWhenItHasRoomAgain() {
        script.feed.learn(0);
        Listener slow = script.listen(0);
        Listener quick = script.listen(0);
        script.hear(script.post("one"));
        slow.hasRoom = false;
        script.hear(script.post("two"), script.post("three"));
        assertThat(slow.seqs()).isEqualTo(seqs(1, 1));
        assertThat(quick.seqs()).isEqualTo(seqs(1, 3));

        slow.drain();

        assertThat(slow.seqs()).isEqualTo(seqs(1, 3));
    }

    @Test
    void sparesASlowOneWhatIsInNoLog() {
        script.feed.learn(0);
        Listener slow = script.listen(0);
        Listener quick = script.listen(0);
        slow.hasRoom = false;

        script.feed.hear(TYPING);
        slow.drain();

        assertThat(slow.told).isEmpty();
        assertThat(quick.told).containsExactly(TYPING);
    }

    @Test
    void givesUpOnOneThatIsHopelesslyBehind() {
        script.feed.learn(0);
        Listener slow = script.listen(0);
        slow.hasRoom = false;
        for (int i = 0; i < Subscription.MAX_LAG; i++) {
            script.hear(script.post("more"));
        }
        assertThat(slow.isTooSlow).isFalse();

        script.hear(script.post("too much"));

        assertThat(slow.isTooSlow).isTrue();
        assertThat(script.feed.isIdle()).isTrue();
    }

    @Test
    void encodesAnEventOnceForEachContract() {
        AtomicInteger encoded = new AtomicInteger();
        Encoder counting = event -> {
            encoded.incrementAndGet();
            return new byte[] {'x'};
        };
        script.feed.learn(0);
        for (int i = 0; i < 10; i++) {
            Listener listener = new Listener(i);
            listener.encoder = i % 2 == 0 ? counting : Listener.NAMES;
            script.listen(listener, 0);
        }

        script.hear(script.post("one"));
        script.feed.hear(TYPING);

        assertThat(encoded).hasValue(2);
    }

    @Test
    void deliversAnEventThatTheContractHasNoWordForWithoutAFrame() {
        Listener silent = new Listener(8);
        silent.encoder = event -> null;
        script.feed.learn(0);
        script.listen(silent, 0);

        script.hear(script.post("one"));

        assertThat(silent.seqs()).isEqualTo(seqs(1, 1));
        assertThat(silent.frames).containsOnlyNulls();
    }

    @Test
    void endsASubscriptionExactlyWithTheLeavingOfItsUser() {
        script.feed.learn(0);
        Listener leaver = script.listen(new Listener(8), 0);
        Listener other = script.listen(new Listener(9), 0);

        script.hear(script.post("one"), script.leave(8), script.post("secret"));

        assertThat(leaver.seqs()).isEqualTo(seqs(1, 2));
        assertThat(leaver.told.get(1)).isInstanceOf(MemberLeft.class);
        assertThat(leaver.subscription.hasEnded()).isTrue();
        assertThat(leaver.settled).isEqualTo(1);
        assertThat(other.seqs()).isEqualTo(seqs(1, 3));
    }

    @Test
    void goesOnAfterALeavingThatIsFollowedByAnotherJoining() {
        script.post("one");
        script.leave(8);
        script.join(8);
        script.post("back again");
        script.feed.learn(4);

        Listener listener = script.listen(0);
        script.advance(100);

        assertThat(listener.seqs()).isEqualTo(seqs(1, 4));
    }

    @Test
    void tellsWhenAResumeIsDone() {
        for (int i = 0; i < 200; i++) {
            script.post("old");
        }
        script.feed.learn(200);
        Listener listener = script.listen(200);

        listener.subscription.resume(100);
        assertThat(listener.subscription.isSettled()).isFalse();
        script.hear(script.post("live"));
        script.advance(100);

        assertThat(listener.settled).isEqualTo(1);
        assertThat(listener.subscription.isSettled()).isTrue();
        assertThat(listener.seqs()).isEqualTo(seqs(101, 201));
    }

    @Test
    void isSettledAtOnceWhenNothingIsMissing() {
        script.post("one");
        script.feed.learn(1);
        Listener listener = script.listen(1);

        listener.subscription.resume(1);

        assertThat(listener.subscription.isSettled()).isTrue();
    }

    @Test
    void doesNotTellTheContentOfADeletedMessageAgain() {
        script.feed.learn(0);
        script.hear(script.post("secret"), script.delete(1));

        Listener late = script.listen(0);

        assertThat(late.seqs()).isEqualTo(seqs(1, 2));
        assertThat(((MessagePosted) late.told.get(0)).message().content()).isNull();
    }

    @Test
    void keepsRecentEntriesForAWhileOnly() {
        script.feed.learn(0);
        script.hear(script.post("one"), script.post("two"));
        script.feed.sweep(true);
        assertThat(script.feed.recent(2)).isNotNull();
        script.hear(script.post("three"));

        script.feed.sweep(true);

        assertThat(script.feed.recent(2)).isNull();
        assertThat(script.feed.recent(3)).isNotNull();
    }

    @Test
    void hearsNothingMoreOnceClosed() {
        script.feed.learn(0);
        Listener listener = script.listen(0);

        script.feed.close();
        GroupEvent late = script.post("late");
        script.feed.hear(late);
        script.feed.hear(new HeadMoved(Script.GROUP, 5));
        script.advance(10_000);

        assertThat(listener.told).isEmpty();
        assertThat(script.reads).isEmpty();
    }
}
