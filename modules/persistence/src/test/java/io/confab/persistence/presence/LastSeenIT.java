package io.confab.persistence.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.account.User;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.StoreDirect;
import io.confab.contract.presence.StorePresence;
import io.confab.contract.presence.StorePresence.Change;
import io.confab.persistence.Rig;
import io.confab.testkit.Services;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LastSeenIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    @AutoClose
    private static final Rig rig = new Rig(Services.mysql());

    private final User ann = rig.user("ann");
    private final User bob = rig.user("bob");
    private final long direct = rig.ask(new StoreDirect(ann.id(), bob.id())).id();

    private Instant lastSeen() {
        return rig.ask(new LoadGroups(ann.id(), direct)).get(0).peer().lastSeen();
    }

    @Test
    void remembersTheLastTime() {
        rig.ask(new StorePresence(List.of(new Change(bob.id(), NOON))));
        assertThat(lastSeen()).isEqualTo(NOON);
        rig.ask(new StorePresence(List.of(new Change(bob.id(), NOON.minusSeconds(9)))));
        rig.ask(new StorePresence(List.of(new Change(bob.id(), null))));
        assertThat(lastSeen()).isEqualTo(NOON);
    }

    @Test
    void namesTheSmallGroupsThatShouldHearOfIt() {
        long large = rig.largeGroup(bob, 201);
        var groups = rig.ask(new StorePresence(List.of(new Change(bob.id(), null), new Change(ann.id(), NOON))));
        assertThat(groups.get(bob.id())).containsExactly(direct).doesNotContain(large);
        assertThat(groups.get(ann.id())).containsExactly(direct);
        assertThat(rig.ask(new StorePresence(List.of()))).isEmpty();
    }
}
