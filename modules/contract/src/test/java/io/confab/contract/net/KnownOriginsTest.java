package io.confab.contract.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownOriginsTest {

    private final KnownOrigins origins = new KnownOrigins(List.of("https://chat.example", "http://Dev.example:3000/"));

    @Test
    void letsInWhoSendsNoOrigin() {
        assertThat(origins.allow(List.of(), "here.example")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example, here.example",
        "http://dev.example:3000, here.example",
        "http://here.example, here.example",
        "https://HERE.example, here.example",
        "https://here.example, here.example:443",
        "http://localhost:8000, localhost:8000",
        "http://[::1]:8000, [::1]:8000"
    })
    void letsInListedOriginsAndTheSameHost(String origin, String host) {
        assertThat(origins.allow(List.of(origin), host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example, here.example",
        "https://chat.example:8443, here.example",
        "https://here.example:8443, here.example",
        "http://localhost:3000, localhost:8000",
        "http://here.example.evil.example, here.example",
        "http://evil.example#here.example, here.example",
        "null, here.example",
        "file://, here.example",
        "'', here.example"
    })
    void refusesAllOthers(String origin, String host) {
        assertThat(origins.allow(List.of(origin), host)).isFalse();
    }

    @Test
    void refusesTwoOrigins() {
        assertThat(origins.allow(List.of("https://chat.example", "https://chat.example"), "here.example"))
                .isFalse();
    }

    @Test
    void letsInEveryoneWhenAStarIsListed() {
        assertThat(new KnownOrigins(List.of("*")).allow(List.of("null"), "here.example"))
                .isTrue();
    }
}
