package io.confab.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.log.LogEntry.MessagePosted;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final Budget PLENTY = new Budget(1 << 30);

    @Test
    void keepsTheNewestWhenThereAreTooMany() {
        Recent recent = new Recent(1, PLENTY);
        for (int seq = 1; seq <= 2 * Recent.MAX_ENTRIES; seq++) {
            recent.append(posted(seq, "x"));
        }

        assertThat(recent.at(Recent.MAX_ENTRIES)).isNull();
        assertThat(recent.at(Recent.MAX_ENTRIES + 1)).isNotNull();
        assertThat(recent.at(2 * Recent.MAX_ENTRIES)).isNotNull();
    }

    @Test
    void keepsFewerWhenTheyAreLong() {
        Recent recent = new Recent(1, PLENTY);
        String content = "x".repeat(8_000);
        for (int seq = 1; seq <= 100; seq++) {
            recent.append(posted(seq, content));
        }

        assertThat(recent.at(100 - Recent.MAX_WEIGHT / 16_000)).isNull();
        assertThat(recent.at(90)).isNotNull();
    }

    @Test
    void keepsAtLeastTheNewest() {
        Recent recent = new Recent(1, PLENTY);
        recent.append(posted(1, "x".repeat(Recent.MAX_WEIGHT)));

        assertThat(recent.at(1)).isNotNull();
    }

    @Test
    void keepsTheNewestOnlyWhenOtherGroupsHaveTakenAllTheRoom() {
        Budget budget = new Budget(100_000);
        Recent other = new Recent(1, budget);
        Recent recent = new Recent(1, budget);
        for (int seq = 1; seq <= 500; seq++) {
            other.append(posted(seq, "x"));
        }
        recent.append(posted(1, "x"));
        recent.append(posted(2, "x"));

        assertThat(recent.at(1)).isNull();
        assertThat(recent.at(2)).isNotNull();
        other.clear();
        recent.append(posted(3, "x"));
        assertThat(recent.at(2)).isNotNull();
    }

    @Test
    void takesOlderEntriesOnlyWithoutAHole() {
        Recent recent = new Recent(10, PLENTY);

        assertThat(recent.prepend(new Encoded<>(posted(8, "x")))).isFalse();
        assertThat(recent.prepend(new Encoded<>(posted(9, "x")))).isTrue();
        assertThat(recent.prepend(new Encoded<>(posted(8, "x")))).isTrue();
        assertThat(recent.at(8)).isNotNull();
    }

    private static MessagePosted posted(long seq, String content) {
        return new MessagePosted(Script.message(seq, content));
    }
}
