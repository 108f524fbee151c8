package io.confab.redis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void readsUserPasswordPortAndDatabase() {
        assertThat(Address.of("redis://confab:p%40ss%2B+word@redis.example.org:7000/3"))
                .isEqualTo(
                        new Address(List.of(new Host("redis.example.org", 7_000)), false, "confab", "p@ss++word", 3));
    }

    @Test
    void takesASingleWordForThePasswordAsOthersDo() {
        assertThat(Address.of("rediss://:secret@h"))
                .isEqualTo(new Address(List.of(new Host("h", 6_379)), true, null, "secret", 0));
        assertThat(Address.of("redis://secret@h").password()).isEqualTo("secret");
    }

    @Test
    void takesSeveralHostsForACluster() {
        Address cluster = Address.of("valkey://a:1,b,[::1]:3");
        assertThat(cluster.isCluster()).isTrue();
        assertThat(cluster.hosts()).containsExactly(new Host("a", 1), new Host("b", 6_379), new Host("::1", 3));
        assertThat(cluster.hosts().get(2)).hasToString("[::1]:3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://:secret@h",
                "redis://:secret@",
                "redis://:secret@h:0",
                "redis://:secret@h:65536",
                "redis://:secret@a,b/1",
                "redis://:secret@h/x",
                "redis://:secret@h,"
            })
    void refusesWhatIsNoAddressWithoutQuotingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.of(text))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    }

    @Test
    void showsNoPassword() {
        assertThat(Address.of("redis://confab:secret@h:1/2")).hasToString("Address[h:1]");
    }
}
