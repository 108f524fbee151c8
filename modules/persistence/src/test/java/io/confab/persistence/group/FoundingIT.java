package io.confab.persistence.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Client;
import io.confab.contract.account.StoreGuest;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.User;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.ListDirectory;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.LoadMembers;
import io.confab.contract.group.Member;
import io.confab.contract.group.Role;
import io.confab.contract.group.StoreDirect;
import io.confab.contract.group.StoreGroup;
import io.confab.contract.group.StoreOpenGroup;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FoundingIT {

    private static Rig rig;
    private static Rig otherNode;

    @BeforeAll
    static void startTwoNodes() {
        String uri = Services.mysql();
        rig = new Rig(uri);
        otherNode = new Rig(uri);
    }

    @AfterAll
    static void stopBoth() {
        rig.close();
        otherNode.close();
    }

    private final User ann = rig.user("ann");
    private final User bob = rig.user("bob");

    @Test
    void makesThreePublicGroupsOnAFreshServer() {
        assertThat(rig.ask(new ListDirectory(0, 3)))
                .extracting(Group::name, Group::slug, Group::id)
                .containsExactly(
                        tuple("General", "general", 1L), tuple("Random", "random", 2L), tuple("Tech Talk", "tech", 3L));
        assertThat(rig.ask(new FindPublicGroup("tech")).id()).isEqualTo(3);
        assertThat(rig.refusal(new FindPublicGroup("nowhere")).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void letsTheFirstMembersJoinWithAnEntryEach() {
        var told = rig.hearUsers();
        List<Long> twiceAndMyself = List.of(bob.id(), ann.id(), bob.id());
        Group group = rig.ask(new StoreGroup(ann.id(), GroupKind.PRIVATE, "Team", null, "us", twiceAndMyself));
        assertThat(group.memberCount()).isEqualTo(2);
        assertThat(group.head()).isEqualTo(2);
        assertThat(rig.log(group.id()))
                .containsExactly(
                        new MemberJoined(group.id(), 1, group.createdAt(), ann.id(), ann, Role.OWNER, 1),
                        new MemberJoined(group.id(), 2, group.createdAt(), ann.id(), bob, Role.MEMBER, 2));
        assertThat(told).contains(new GroupEntered(ann.id(), group.id(), 1), new GroupEntered(bob.id(), group.id(), 2));
        assertThat(rig.ask(new LoadGroups(bob.id(), group.id())).get(0).group()).isEqualTo(group);
        assertThat(rig.ask(new LoadMembers(bob.id(), group.id(), 0, 200)))
                .extracting(Member::role)
                .containsExactly(Role.OWNER, Role.MEMBER);
    }

    @Test
    void makesAPublicGroupThatBelongsToNobodyAndStaysSo() {
        String slug = "open-" + ann.id();
        Group group = rig.ask(new StoreOpenGroup("Open", slug, "for all"));
        assertThat(group.memberCount()).isZero();
        assertThat(group.head()).isZero();
        assertThat(rig.refusal(new StoreOpenGroup("Open", slug, null)).code()).isEqualTo(Code.CONFLICT);
        rig.join(ann, group.id());
        assertThat(rig.log(group.id()))
                .satisfiesExactly(entry -> assertThat(entry)
                        .isEqualTo(new MemberJoined(group.id(), 1, entry.at(), ann.id(), ann, Role.MEMBER, 1)));
    }

    @Test
    void refusesASlugThatIsTakenAndAMemberWhoDoesNotExist() {
        StoreGroup group = new StoreGroup(ann.id(), GroupKind.PUBLIC, "General too", "general", null, List.of());
        assertThat(rig.refusal(group).code()).isEqualTo(Code.CONFLICT);
        assertThat(rig.refusal(group).field()).isEqualTo("slug");
        StoreGroup nobody = new StoreGroup(ann.id(), GroupKind.PRIVATE, "Ghosts", null, null, List.of(1L << 40));
        assertThat(rig.refusal(nobody).code()).isEqualTo(Code.INVALID);
        assertThat(rig.ask(new LoadGroups(ann.id(), 0))).isEmpty();
    }

    @Test
    void makesOneDirectGroupForAPairHoweverManyAskAtOnceOnWhicheverNode() {
        List<Future<Group>> asked = IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0
                        ? rig.start(new StoreDirect(ann.id(), bob.id()))
                        : otherNode.start(new StoreDirect(bob.id(), ann.id())))
                .toList();
        Future.all(asked).await();
        assertThat(asked)
                .extracting(group -> group.result().id())
                .containsOnly(asked.get(0).result().id());
        Group group = asked.get(0).result();
        assertThat(group.kind()).isEqualTo(GroupKind.DIRECT);
        assertThat(rig.log(group.id()))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry).isInstanceOf(MemberJoined.class));
        assertThat(rig.ask(new LoadGroups(ann.id(), group.id())).get(0).peer().user())
                .isEqualTo(bob);
        assertThat(rig.ask(new LoadGroups(bob.id(), group.id())).get(0).peer().user())
                .isEqualTo(ann);
    }

    @Test
    void refusesADirectGroupWithNobodyOrOneself() {
        assertThat(rig.refusal(new StoreDirect(ann.id(), 1L << 40)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(rig.refusal(new StoreDirect(ann.id(), ann.id())).code()).isEqualTo(Code.INVALID);
    }

    @Test
    void makesADirectGroupWithAGuestOnlyWhileHeHasASession() {
        User guest = rig.ask(new StoreGuest("Guest", "guest of " + ann.id(), null, null));
        StoreDirect direct = new StoreDirect(ann.id(), guest.id());
        assertThat(rig.refusal(direct).code()).isEqualTo(Code.NOT_FOUND);
        rig.ask(new StoreSession(
                guest.id(),
                null,
                1_000_000 + guest.id(),
                Duration.ofHours(1),
                5,
                new Client("192.0.2.1", "Browser/1")));
        assertThat(rig.ask(direct).kind()).isEqualTo(GroupKind.DIRECT);
    }

    @Test
    void pagesThroughTheDirectoryAndLeavesArchivedAndPrivateGroupsOut() {
        Group first = publicGroup("first");
        Group archived = publicGroup("archived");
        rig.archive(ann, archived.id());
        rig.group(ann);
        Group last = publicGroup("last");
        assertThat(rig.ask(new ListDirectory(first.id() - 1, 200)))
                .extracting(Group::id)
                .contains(first.id(), last.id())
                .doesNotContain(archived.id());
        assertThat(rig.ask(new ListDirectory(first.id() - 1, 1))).containsExactly(first);
        assertThat(rig.refusal(new ListDirectory(0, 201)).field()).isEqualTo("limit");
    }

    private Group publicGroup(String name) {
        String slug = name + "-" + ann.id();
        return rig.ask(new StoreGroup(ann.id(), GroupKind.PUBLIC, name, slug, null, List.of()));
    }

    @Test
    void showsMembersToMembersOnlyPageByPage() {
        User eve = rig.user("eve");
        long group = rig.group(ann, bob);
        List<Member> page = rig.ask(new LoadMembers(bob.id(), group, ann.id(), 1));
        assertThat(page).extracting(member -> member.peer().user()).containsExactly(bob);
        Failure stranger = rig.refusal(new LoadMembers(eve.id(), group, 0, 1));
        Failure absent = rig.refusal(new LoadMembers(eve.id(), 1L << 40, 0, 1));
        assertThat(stranger.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(stranger.sentence()).isEqualTo(absent.sentence());
    }
}
