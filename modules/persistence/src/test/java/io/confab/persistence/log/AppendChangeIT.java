package io.confab.persistence.log;

import static io.confab.persistence.Rig.message;
import static io.confab.persistence.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure.Code;
import io.confab.contract.account.User;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.LoadMembership;
import io.confab.contract.group.Role;
import io.confab.contract.group.StoreDirect;
import io.confab.contract.group.StoreGroup;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.Guard;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.GroupChanged;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessageEdited;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.log.LogEntry.RoleChanged;
import io.confab.contract.message.Message;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AppendChangeIT {

    @AutoClose
    private static final Rig rig = new Rig(Services.mysql());

    private final User ann = rig.user("ann");
    private final User bob = rig.user("bob");
    private final User eve = rig.user("eve");
    private final long group = rig.group(ann, bob);

    private Optional<LogEntry> append(User actor, Guard guard, Change change) {
        return rig.ask(new AppendChange(actor.id(), group, guard, change));
    }

    private Code refusal(User actor, Guard guard, Change change) {
        return rig.refusal(new AppendChange(actor.id(), group, guard, change)).code();
    }

    private long publicGroup(User owner) {
        String slug = "open-" + UUID.randomUUID().toString().substring(0, 8);
        return rig.ask(new StoreGroup(owner.id(), GroupKind.PUBLIC, "Open", slug, null, List.of()))
                .id();
    }

    private GroupSummary seenBy(User user, long groupId) {
        return rig.ask(new LoadGroups(user.id(), groupId)).get(0);
    }

    private Optional<Role> role(User user) {
        return rig.ask(new LoadMembership(user.id(), group));
    }

    // Edits and deletions

    @Test
    void editsAMessageAndReplaysItAsItIsNow() {
        var heard = rig.watch(group);
        long seq = rig.send(ann, group, "helo").seq();
        MessageEdited edited = (MessageEdited)
                append(ann, Guard.AUTHOR, new Change.Edit(seq, "hello")).orElseThrow();

        assertThat(edited.seq()).isEqualTo(seq + 1);
        assertThat(edited.message().content()).isEqualTo("hello");
        assertThat(edited.message().editedAt()).isEqualTo(edited.at());
        assertThat(heard).hasSize(2).contains(edited);
        assertThat(rig.log(group)).hasSize(4).endsWith(new MessagePosted(edited.message()), edited);
    }

    @Test
    void leavesNoCopyOfAContentThatWasEditedOrDeleted() {
        long seq = rig.send(ann, group, "the first secret").seq();
        append(ann, Guard.AUTHOR, new Change.Edit(seq, "the second secret"));
        MessageDeleted deleted = (MessageDeleted)
                append(ann, Guard.AUTHOR_OR_ADMIN, new Change.Delete(seq)).orElseThrow();

        Message stub = deleted.message();
        assertThat(stub.content()).isNull();
        assertThat(stub.deletedAt()).isEqualTo(deleted.at());
        assertThat(rig.log(group)).hasSize(5).contains(new MessagePosted(stub), deleted);
        assertThat(rig.log(group).toString()).doesNotContain("secret");
        assertThat(rig.everythingStored()).doesNotContain("secret");
    }

    @Test
    void deletesOnceHoweverOftenItIsAsked() {
        long seq = rig.send(bob, group, "oops").seq();
        assertThat(append(ann, Guard.AUTHOR_OR_ADMIN, new Change.Delete(seq))).isPresent();
        assertThat(append(ann, Guard.AUTHOR_OR_ADMIN, new Change.Delete(seq))).isEmpty();
        assertThat(rig.log(group)).hasSize(4);
    }

    @Test
    void refusesToEditADeletedMessageAndIgnoresAnEditThatChangesNothing() {
        long seq = rig.send(bob, group, "same").seq();
        assertThat(append(bob, Guard.AUTHOR, new Change.Edit(seq, "same"))).isEmpty();
        append(bob, Guard.AUTHOR_OR_ADMIN, new Change.Delete(seq));
        assertThat(refusal(bob, Guard.AUTHOR, new Change.Edit(seq, "other"))).isEqualTo(Code.CONFLICT);
    }

    @Test
    void letsOnlyTheAuthorEditAndOnlyAuthorAndAdminsDelete() {
        long ofAnn = rig.send(ann, group, "mine").seq();
        assertThat(refusal(bob, Guard.AUTHOR, new Change.Edit(ofAnn, "yours"))).isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(bob, Guard.AUTHOR_OR_ADMIN, new Change.Delete(ofAnn)))
                .isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(eve, Guard.AUTHOR, new Change.Edit(ofAnn, "ours"))).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(ann, Guard.AUTHOR, new Change.Edit(1, "not a message")))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(ann, Guard.AUTHOR, new Change.Edit(99, "not there"))).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void answersARepeatedSendOfADeletedMessageWithTheFirstAnswer() {
        var send = message(ann, group, "gone");
        var first = rig.ask(send);
        append(ann, Guard.AUTHOR, new Change.Delete(first.seq()));
        assertThat(rig.ask(send)).isEqualTo(first);
    }

    // Members

    @Test
    void letsAnybodyJoinAPublicGroupOnceAndTellsHisSessions() {
        long open = publicGroup(ann);
        var published = rig.watch(open);
        var told = rig.hearUsers();
        AppendChange join =
                new AppendChange(eve.id(), open, Guard.PUBLIC_GROUP, new Change.Join(eve.id(), Role.MEMBER));
        MemberJoined joined = (MemberJoined) rig.ask(join).orElseThrow();

        assertThat(joined.user()).isEqualTo(eve);
        assertThat(joined.memberCount()).isEqualTo(2);
        assertThat(next(published)).isEqualTo(joined);
        assertThat(told).contains(new GroupEntered(eve.id(), open, joined.seq()));
        assertThat(rig.ask(join)).isEmpty();
        GroupSummary seen = seenBy(eve, open);
        assertThat(seen.readSeq()).isEqualTo(joined.seq());
        assertThat(seen.unread()).isZero();
        assertThat(seen.group().memberCount()).isEqualTo(2);
        assertThat(seen.group().head()).isEqualTo(joined.seq());
    }

    @Test
    void hidesAPrivateGroupFromWhoWantsToJoinIt() {
        Change join = new Change.Join(eve.id(), Role.MEMBER);
        var hidden = rig.refusal(new AppendChange(eve.id(), group, Guard.PUBLIC_GROUP, join));
        var absent = rig.refusal(new AppendChange(eve.id(), 1L << 40, Guard.PUBLIC_GROUP, join));
        assertThat(hidden.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(hidden.sentence()).isEqualTo(absent.sentence());
    }

    @Test
    void letsAdminsAddUsersThatExist() {
        assertThat(refusal(bob, Guard.ADMIN, new Change.Join(eve.id(), Role.MEMBER)))
                .isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(ann, Guard.ADMIN, new Change.Join(1L << 40, Role.MEMBER)))
                .isEqualTo(Code.NOT_FOUND);
        append(ann, Guard.ADMIN, new Change.Join(eve.id(), Role.MEMBER));
        assertThat(role(eve)).contains(Role.MEMBER);
    }

    @Test
    void endsAMembershipAtTheSeqOfTheLeaving() {
        MemberLeft left = (MemberLeft)
                append(bob, Guard.MEMBER, new Change.Leave(bob.id())).orElseThrow();
        assertThat(left.user()).isEqualTo(bob);
        assertThat(left.memberCount()).isEqualTo(1);
        assertThat(role(bob)).isEmpty();
        assertThat(rig.refusal(message(bob, group, "still here")).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(bob, Guard.MEMBER, new Change.Leave(bob.id()))).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void leavesAGroupToTheLongestStandingAdminElseMember() {
        append(ann, Guard.ADMIN, new Change.Join(eve.id(), Role.MEMBER));
        append(ann, Guard.OWNER, new Change.SetRole(eve.id(), Role.ADMIN));
        var heard = rig.watch(group);
        RoleChanged inherited = (RoleChanged)
                append(ann, Guard.MEMBER, new Change.Leave(ann.id())).orElseThrow();
        assertThat(inherited.user()).isEqualTo(eve);
        assertThat(inherited.role()).isEqualTo(Role.OWNER);
        MemberLeft left = (MemberLeft) next(heard);
        assertThat(left.user()).isEqualTo(ann);
        assertThat(inherited.seq()).isEqualTo(left.seq() + 1);
        assertThat(rig.log(group)).endsWith(left, inherited);
        assertThat(role(eve)).contains(Role.OWNER);
        append(eve, Guard.MEMBER, new Change.Leave(eve.id()));
        assertThat(role(bob)).contains(Role.OWNER);
        assertThat(append(bob, Guard.MEMBER, new Change.Leave(bob.id())).orElseThrow())
                .isInstanceOf(MemberLeft.class);
    }

    @Test
    void hasOneOwnerWhenTheOwnerAndHisHeirLeaveAtOnce() {
        User cyd = rig.user("cyd");
        append(ann, Guard.ADMIN, new Change.Join(eve.id(), Role.MEMBER));
        append(ann, Guard.ADMIN, new Change.Join(cyd.id(), Role.MEMBER));
        Future.all(Stream.of(bob, ann, eve)
                        .map(user -> rig.start(
                                new AppendChange(user.id(), group, Guard.MEMBER, new Change.Leave(user.id()))))
                        .toList())
                .await();
        assertThat(role(cyd)).contains(Role.OWNER);
        assertThat(seenBy(cyd, group).group().memberCount()).isEqualTo(1);
        assertThat(rig.log(group))
                .last()
                .isInstanceOfSatisfying(
                        RoleChanged.class, last -> assertThat(last.user()).isEqualTo(cyd));
    }

    @Test
    void givesAGroupThatEverybodyLeftToWhoEntersNext() {
        long open = publicGroup(ann);
        rig.ask(new AppendChange(ann.id(), open, Guard.MEMBER, new Change.Leave(ann.id())));
        Future.all(Stream.of(bob, eve)
                        .map(user -> rig.start(new AppendChange(
                                user.id(), open, Guard.PUBLIC_GROUP, new Change.Join(user.id(), Role.MEMBER))))
                        .toList())
                .await();
        assertThat(List.of(seenBy(bob, open).role(), seenBy(eve, open).role()))
                .containsExactlyInAnyOrder(Role.OWNER, Role.MEMBER);
    }

    @Test
    void givesAGroupThatWasThereFromTheStartToNobody() {
        rig.join(ann, 1);
        assertThat(seenBy(ann, 1).role()).isEqualTo(Role.MEMBER);
        rig.ask(new AppendChange(ann.id(), 1, Guard.MEMBER, new Change.Leave(ann.id())));
    }

    @Test
    void letsMembersBeRemovedByThoseAboveThemOnly() {
        append(ann, Guard.ADMIN, new Change.Join(eve.id(), Role.ADMIN));
        assertThat(refusal(bob, Guard.OUTRANKS, new Change.Leave(eve.id()))).isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(eve, Guard.OUTRANKS, new Change.Leave(ann.id()))).isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(eve, Guard.OUTRANKS, new Change.Leave(eve.id()))).isEqualTo(Code.FORBIDDEN);
        assertThat(append(eve, Guard.OUTRANKS, new Change.Leave(bob.id()))).isPresent();
        assertThat(append(ann, Guard.OUTRANKS, new Change.Leave(eve.id()))).isPresent();
        assertThat(append(ann, Guard.OUTRANKS, new Change.Leave(eve.id()))).isEmpty();
    }

    @Test
    void handsAGroupOverWithTwoEntriesAndNeverTwoOwners() {
        var heard = rig.watch(group);
        RoleChanged last = (RoleChanged) append(ann, Guard.OWNER, new Change.SetRole(bob.id(), Role.OWNER))
                .orElseThrow();
        assertThat(last.user()).isEqualTo(bob);
        assertThat(heard)
                .containsExactly(new RoleChanged(group, last.seq() - 1, last.at(), ann.id(), ann, Role.ADMIN), last);
        assertThat(rig.log(group)).endsWith((LogEntry) heard.toArray()[0], last);
        assertThat(role(ann)).contains(Role.ADMIN);
        assertThat(role(bob)).contains(Role.OWNER);
        assertThat(refusal(bob, Guard.OWNER, new Change.SetRole(bob.id(), Role.MEMBER)))
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void changesRolesOfMembersOnly() {
        assertThat(append(ann, Guard.OWNER, new Change.SetRole(bob.id(), Role.MEMBER)))
                .isEmpty();
        assertThat(append(ann, Guard.OWNER, new Change.SetRole(bob.id(), Role.ADMIN)))
                .isPresent();
        assertThat(refusal(bob, Guard.OWNER, new Change.SetRole(ann.id(), Role.MEMBER)))
                .isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(ann, Guard.OWNER, new Change.SetRole(1L << 40, Role.ADMIN)))
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void bringsANewcomerInWithHisRoleOrNotAtAll() {
        append(ann, Guard.GIVES_ROLE, new Change.SetRole(bob.id(), Role.ADMIN));
        int before = rig.log(group).size();
        assertThat(refusal(bob, Guard.GIVES_ROLE, new Change.SetRole(eve.id(), Role.ADMIN)))
                .isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(bob, Guard.GIVES_ROLE, new Change.SetRole(eve.id(), Role.OWNER)))
                .isEqualTo(Code.FORBIDDEN);
        assertThat(role(eve)).isEmpty();
        assertThat(rig.log(group)).hasSize(before);

        MemberJoined joined = (MemberJoined) append(ann, Guard.GIVES_ROLE, new Change.SetRole(eve.id(), Role.ADMIN))
                .orElseThrow();
        assertThat(joined.role()).isEqualTo(Role.ADMIN);
        assertThat(role(eve)).contains(Role.ADMIN);
        assertThat(rig.log(group)).hasSize(before + 1).endsWith(joined);
    }

    @Test
    void letsAnAdminBringInPlainMembersAndSayAgainWhatIsSo() {
        append(ann, Guard.GIVES_ROLE, new Change.SetRole(bob.id(), Role.ADMIN));
        Change plain = new Change.SetRole(eve.id(), Role.MEMBER);
        assertThat(append(bob, Guard.GIVES_ROLE, plain)).isPresent();
        assertThat(append(bob, Guard.GIVES_ROLE, plain)).isEmpty();
        assertThat(refusal(bob, Guard.GIVES_ROLE, new Change.SetRole(eve.id(), Role.ADMIN)))
                .isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(eve, Guard.GIVES_ROLE, plain)).isEqualTo(Code.FORBIDDEN);
    }

    @Test
    void handsAGroupOverToANewcomerWithoutEverTwoOwners() {
        append(ann, Guard.GIVES_ROLE, new Change.SetRole(eve.id(), Role.OWNER));
        List<LogEntry> log = rig.log(group);
        RoleChanged giver = (RoleChanged) log.get(log.size() - 2);
        MemberJoined receiver = (MemberJoined) log.get(log.size() - 1);
        assertThat(List.of(giver.user(), giver.role())).isEqualTo(List.of(ann, Role.ADMIN));
        assertThat(List.of(receiver.user(), receiver.role())).isEqualTo(List.of(eve, Role.OWNER));
        assertThat(role(ann)).contains(Role.ADMIN);
        assertThat(role(eve)).contains(Role.OWNER);
    }

    // Groups

    @Test
    void renamesAndDescribesWhatIsGivenAndLeavesTheRest() {
        GroupChanged named = (GroupChanged) append(ann, Guard.ADMIN, new Change.Describe("Ünïcode ☕", null, null))
                .orElseThrow();
        assertThat(named.group().name()).isEqualTo("Ünïcode ☕");
        assertThat(named.group().head()).isEqualTo(named.seq());
        append(ann, Guard.ADMIN, new Change.Describe(null, "what for", null));
        Group now = seenBy(bob, group).group();
        assertThat(now.name()).isEqualTo("Ünïcode ☕");
        assertThat(now.description()).isEqualTo("what for");
        assertThat(append(ann, Guard.ADMIN, new Change.Describe("Ünïcode ☕", "what for", false)))
                .isEmpty();
        append(ann, Guard.ADMIN, new Change.Describe(null, "", null));
        assertThat(seenBy(bob, group).group().description()).isNull();
        assertThat(rig.log(group)).last().isInstanceOf(GroupChanged.class);
    }

    @Test
    void takesNothingButReopeningWhileArchived() {
        long seq = rig.send(ann, group, "before").seq();
        append(ann, Guard.ADMIN, new Change.Describe(null, null, true));
        assertThat(rig.refusal(message(ann, group, "after")).code()).isEqualTo(Code.CONFLICT);
        assertThat(refusal(ann, Guard.AUTHOR, new Change.Edit(seq, "edited"))).isEqualTo(Code.CONFLICT);
        assertThat(refusal(ann, Guard.ADMIN, new Change.Join(eve.id(), Role.MEMBER)))
                .isEqualTo(Code.CONFLICT);
        assertThat(seenBy(ann, group).group().archivedAt()).isNotNull();
        append(ann, Guard.ADMIN, new Change.Describe(null, null, false));
        assertThat(seenBy(ann, group).group().archivedAt()).isNull();
        rig.send(ann, group, "after");
    }

    @Test
    void keepsADirectGroupAsItIs() {
        long direct = rig.ask(new StoreDirect(ann.id(), bob.id())).id();
        var leave = new AppendChange(ann.id(), direct, Guard.MEMBER, new Change.Leave(ann.id()));
        var add = new AppendChange(ann.id(), direct, Guard.MEMBER, new Change.Join(eve.id(), Role.MEMBER));
        var name = new AppendChange(ann.id(), direct, Guard.MEMBER, new Change.Describe("ours", null, null));
        assertThat(List.of(leave, add, name))
                .allSatisfy(change -> assertThat(rig.refusal(change).code()).isEqualTo(Code.CONFLICT));
        long seq = rig.send(ann, direct, "hi").seq();
        assertThat(rig.ask(new AppendChange(ann.id(), direct, Guard.AUTHOR, new Change.Edit(seq, "hello"))))
                .isPresent();
    }
}
