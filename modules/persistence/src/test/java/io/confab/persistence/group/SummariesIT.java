package io.confab.persistence.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.Role;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.Guard;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SummariesIT {

    private static final long SEED = 20_261_121;
    private static final int STEPS = 2_500;

    @AutoClose
    private static final Rig rig = new Rig(Services.mysql());

    private final User ann = rig.user("ann");
    private final User bob = rig.user("bob");

    private static GroupSummary seenBy(User user, long group) {
        return rig.ask(new LoadGroups(user.id(), group)).get(0);
    }

    @Test
    void listsTheGroupWithTheNewestEventFirst() {
        long first = rig.group(ann);
        long second = rig.group(ann, bob);
        rig.send(ann, first, "newest");
        assertThat(rig.ask(new LoadGroups(ann.id(), 0)))
                .extracting(summary -> summary.group().id())
                .containsExactly(first, second);
    }

    @Test
    void showsRoleMarksAndTheLastMessageAlsoAsAStub() {
        long group = rig.group(ann, bob);
        assertThat(seenBy(bob, group).lastMessage()).isNull();
        long seq = rig.send(ann, group, "news").seq();
        GroupSummary summary = seenBy(bob, group);
        assertThat(summary.role()).isEqualTo(Role.MEMBER);
        assertThat(summary.readSeq()).isEqualTo(2);
        assertThat(summary.unread()).isEqualTo(1);
        assertThat(summary.lastMessage().message().content()).isEqualTo("news");
        assertThat(summary.peer()).isNull();
        rig.delete(ann, group, seq);
        assertThat(seenBy(bob, group).unread()).isZero();
        assertThat(seenBy(bob, group).lastMessage().message().content()).isNull();
    }

    @Test
    void showsTheFirstTwoHundredCharactersOfTheLastMessage() {
        long group = rig.group(ann, bob);
        String emoji = "\uD83D\uDE00";
        rig.send(ann, group, emoji.repeat(200));
        assertThat(seenBy(bob, group).lastMessage().message().content()).isEqualTo(emoji.repeat(200));
        assertThat(seenBy(bob, group).lastMessage().cut()).isNull();
        rig.send(ann, group, emoji.repeat(8_000));
        assertThat(seenBy(bob, group).lastMessage().message().content()).isEqualTo(emoji.repeat(200));
        assertThat(seenBy(bob, group).lastMessage().cut()).isTrue();
    }

    @Test
    void showsNothingOfAGroupToAStranger() {
        long group = rig.group(ann);
        assertThat(rig.ask(new LoadGroups(bob.id(), group))).isEmpty();
        assertThat(rig.ask(new LoadGroups(bob.id(), 0))).isEmpty();
    }

    /** Three members send, edit, delete and read at random; the counts equal those of a plain list. */
    @Test
    void countsUnreadRightInARandomHistory() {
        User[] members = {ann, bob, rig.user("cyd")};
        long group = rig.group(ann, bob, members[2]);
        Model model = new Model(members.length);
        Random random = new Random(SEED);
        for (int step = 0; step < STEPS; step++) {
            int who = random.nextInt(members.length);
            int seq = random.nextInt(model.head() + 1);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    rig.send(members[who], group, "step " + step);
                    model.send(who);
                }
                case 2 -> {
                    if (model.author(seq) >= 0 && !model.isDeleted(seq)) {
                        edit(members[model.author(seq)], group, seq, "edited in step " + step);
                        model.change();
                    }
                }
                case 3 -> {
                    if (model.author(seq) >= 0 && !model.isDeleted(seq)) {
                        rig.delete(members[model.author(seq)], group, seq);
                        model.delete(seq);
                    }
                }
                default -> {
                    OwnMarksMoved marks = rig.ask(new AdvanceMarks(members[who].id(), group, 0, seq));
                    model.read(who, seq);
                    assertThat(marks.unread()).as("step %d", step).isEqualTo(model.unread(who));
                }
            }
            assertThat(seenBy(members[who], group).unread())
                    .as("step %d of seed %d", step, SEED)
                    .isEqualTo(model.unread(who));
        }
        assertThat(model.head()).as("more than the window").isGreaterThan(Model.WINDOW);
        assertThat(rig.log(group)).hasSize(model.head());
    }

    private static void edit(User author, long group, long seq, String content) {
        rig.ask(new AppendChange(author.id(), group, Guard.AUTHOR, new Change.Edit(seq, content)));
    }

    @Test
    void listsFiveHundredGroupsInOneQuery() {
        List<Long> groups = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            groups.add(rig.group(bob, ann));
            rig.send(bob, groups.get(i), "unread");
        }
        List<GroupSummary> all = rig.ask(new LoadGroups(ann.id(), 0));
        assertThat(all).extracting(GroupSummary::group).extracting(Group::id).containsAll(groups);
        assertThat(all).allSatisfy(summary -> assertThat(summary.unread()).isEqualTo(1));
    }

    /** What the counts should be, the slow way; the first three seqs are the joinings. */
    private static final class Model {

        static final int WINDOW = GroupSummary.UNREAD_WINDOW;
        private static final int CHANGE = -1;

        private final List<Integer> authors = new ArrayList<>();
        private final List<Boolean> deleted = new ArrayList<>();
        private final int[] readSeqs;

        Model(int members) {
            readSeqs = new int[members];
            for (int i = 0; i < members; i++) {
                change();
                readSeqs[i] = i + 1;
            }
        }

        int head() {
            return authors.size();
        }

        void send(int author) {
            authors.add(author);
            deleted.add(false);
        }

        void change() {
            send(CHANGE);
        }

        void delete(int seq) {
            deleted.set(seq - 1, true);
            change();
        }

        int author(int seq) {
            return seq == 0 ? CHANGE : authors.get(seq - 1);
        }

        boolean isDeleted(int seq) {
            return deleted.get(seq - 1);
        }

        void read(int member, int seq) {
            readSeqs[member] = Math.max(readSeqs[member], seq);
        }

        int unread(int member) {
            int count = 0;
            for (int seq = Math.max(readSeqs[member], head() - WINDOW) + 1; seq <= head(); seq++) {
                boolean counts = author(seq) != CHANGE && author(seq) != member && !isDeleted(seq);
                count += counts ? 1 : 0;
            }
            return count;
        }
    }
}
