package io.confab.persistence.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure.Code;
import io.confab.contract.account.User;
import io.confab.contract.group.CountMembers;
import io.confab.contract.group.LoadRoster;
import io.confab.contract.group.Roster;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemberCountsIT {

    private static final long NOBODYS = 999_999;

    private static Rig rig;

    private final User ann = rig.user("ann");
    private final User bob = rig.user("bob");
    private final User cid = rig.user("cid");

    @BeforeAll
    static void startPersistence() {
        rig = new Rig(Services.mysql());
    }

    @AfterAll
    static void stopPersistence() {
        rig.close();
    }

    private static Map<Long, Integer> count(List<Long> groups, Long... users) {
        return rig.ask(new CountMembers(groups, Set.of(users)));
    }

    @Test
    void countsOfTheseUsersThoseWhoAreMembers() {
        long group = rig.group(ann, bob);
        assertThat(count(List.of(group), ann.id(), bob.id(), cid.id(), NOBODYS)).isEqualTo(Map.of(group, 2));
        assertThat(count(List.of(group), cid.id())).isEmpty();
        assertThat(count(List.of(group, group), bob.id())).isEqualTo(Map.of(group, 1));
        assertThat(count(List.of(group))).isEmpty();
        assertThat(count(List.of(), ann.id())).isEmpty();
    }

    @Test
    void countsTheSameInManyGroups() {
        List<Long> groups = Stream.of(
                        rig.group(ann), rig.group(ann, bob), rig.group(ann, bob, cid), rig.group(cid), NOBODYS)
                .toList();
        assertThat(count(groups, ann.id(), bob.id()))
                .isEqualTo(Map.of(groups.get(0), 1, groups.get(1), 2, groups.get(2), 2));
    }

    @Test
    void listsTheMembersOfAGroupByIdForCopies() {
        long group = rig.group(ann, bob);
        Roster all = rig.ask(new LoadRoster(group, 0));
        assertThat(all.group().id()).isEqualTo(group);
        assertThat(all.userIds()).containsExactly(ann.id(), bob.id());
        assertThat(rig.ask(new LoadRoster(group, ann.id())).userIds()).containsExactly(bob.id());
        assertThat(rig.refusal(new LoadRoster(NOBODYS, 0)).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void takesTensOfThousandsOfUsers() {
        long group = rig.group(ann, bob);
        Long[] users = LongStream.range(1, 50_000).boxed().toArray(Long[]::new);
        assertThat(count(List.of(group), users)).isEqualTo(Map.of(group, 2));
        assertThat(count(List.of(group, 1L, 2L, 3L, NOBODYS), users)).containsEntry(group, 2);
    }
}
