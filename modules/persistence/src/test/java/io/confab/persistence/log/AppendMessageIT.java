package io.confab.persistence.log;

import static io.confab.persistence.Rig.message;
import static io.confab.persistence.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure.Code;
import io.confab.contract.account.User;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.Change;
import io.confab.contract.log.FindSent;
import io.confab.contract.log.Guard;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.Message;
import io.confab.contract.message.Sent;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AppendMessageIT {

    @AutoClose
    private static final Rig rig = new Rig(Services.mysql());

    private final User ann = rig.user("ann");
    private final User bob = rig.user("bob");
    private final long group = rig.group(ann, bob);

    @Test
    void givesAMessageTheNextSeqAndPublishesItBeforeItAnswers() {
        var heard = rig.watch(group);
        AppendMessage send = message(ann, group, "Hello ☕ 👋🏽\u0000\n");
        Sent sent = rig.ask(send);

        assertThat(sent.seq()).isEqualTo(3);
        assertThat(heard).hasSize(1);
        MessagePosted posted = (MessagePosted) next(heard);
        assertThat(posted.message())
                .isEqualTo(new Message(
                        group,
                        3,
                        sent.messageId(),
                        ann.id(),
                        ann.name(),
                        send.key(),
                        send.content(),
                        null,
                        sent.sentAt(),
                        null,
                        null));
        assertThat(rig.log(group)).hasSize(3).endsWith(posted);
    }

    @Test
    void readsTheJoiningOfTheFirstMembersFromTheLog() {
        assertThat(rig.log(group))
                .allSatisfy(entry -> assertThat(entry).isInstanceOf(MemberJoined.class))
                .extracting(LogEntry::seq)
                .containsExactly(1L, 2L);
        assertThat(rig.ask(new LoadGroups(bob.id(), group))).hasSize(1);
    }

    @Test
    void answersARepeatWithTheFirstAnswer() {
        AppendMessage send = message(ann, group, "once");
        Sent first = rig.ask(send);
        assertThat(rig.ask(send)).isEqualTo(first);
        assertThat(rig.log(group)).hasSize(3);
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        AppendMessage send = message(ann, group, "once");
        rig.ask(send);
        AppendMessage other = new AppendMessage(ann, group, send.key(), "twice", null);
        assertThat(rig.refusal(other).code()).isEqualTo(Code.CONFLICT);
    }

    @Test
    void knowsARepeatFromAnotherBodyAlsoOfADeletedOrEditedMessage() {
        AppendMessage deleted = message(ann, group, "yes");
        AppendMessage edited = message(ann, group, "no");
        for (AppendMessage send : List.of(deleted, edited)) {
            Sent first = rig.ask(send);
            rig.ask(new AppendChange(ann.id(), group, Guard.AUTHOR, new Change.Edit(first.seq(), "perhaps")));
            rig.ask(new AppendChange(ann.id(), group, Guard.AUTHOR, new Change.Edit(first.seq(), "well")));
            if (send.equals(deleted)) {
                rig.delete(ann, group, first.seq());
            }
            assertThat(rig.ask(send)).isEqualTo(first);
            AppendMessage other = new AppendMessage(ann, group, send.key(), "maybe", null);
            assertThat(rig.refusal(other).code()).isEqualTo(Code.CONFLICT);
        }
        assertThat(rig.log(group).toString()).doesNotContain("maybe");
    }

    @Test
    void keepsNothingByWhichAnErasedTextCouldBeGuessed() {
        AppendMessage send = message(ann, group, "yes");
        Sent sent = rig.ask(send);
        String guess = "SELECT COUNT(*) FROM messages WHERE group_id = ? AND digest = ?";
        assertThat(rig.number(guess, group, Digest.of(send).bytes())).isEqualTo(1);
        rig.delete(ann, group, sent.seq());
        assertThat(rig.number(guess, group, Digest.of(send).bytes())).isZero();
        assertThat(rig.ask(send)).isEqualTo(sent);
    }

    @Test
    void findsTheFirstAnswerForOneWhoWasRemoved() {
        AppendMessage send = message(bob, group, "still mine");
        Sent first = rig.ask(send);
        rig.ask(new AppendChange(ann.id(), group, Guard.OUTRANKS, new Change.Leave(bob.id())));
        assertThat(rig.ask(new FindSent(send))).isEqualTo(first);
        AppendMessage other = new AppendMessage(bob, group, send.key(), "another", null);
        assertThat(rig.refusal(new FindSent(other)).code()).isEqualTo(Code.CONFLICT);
        assertThat(rig.refusal(new FindSent(message(bob, group, "new"))).code()).isEqualTo(Code.NOT_FOUND);
        AppendMessage foreign = new AppendMessage(ann, group, send.key(), "still mine", null);
        assertThat(rig.refusal(new FindSent(foreign)).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void refusesAStrangerAndAGroupThatIsNotThereAlike() {
        User eve = rig.user("eve");
        var stranger = rig.refusal(message(eve, group, "hi"));
        var absent = rig.refusal(message(eve, 1L << 40, "hi"));
        assertThat(stranger.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(stranger.sentence()).isEqualTo(absent.sentence());
    }

    @Test
    void refusesAReplyToWhatIsNoMessageOfTheGroup() {
        assertThat(rig.refusal(new AppendMessage(ann, group, UUID.randomUUID(), "re", 1L))
                        .field())
                .isEqualTo("reply_to");
        long seq = rig.send(bob, group, "question").seq();
        assertThat(rig.ask(new AppendMessage(ann, group, UUID.randomUUID(), "re", seq))
                        .seq())
                .isEqualTo(seq + 1);
    }
}
