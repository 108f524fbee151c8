package io.confab.bench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"})
    void loadsServersOnThisMachine(String uri) {
        assertThat(target(uri).uri()).hasPort(8000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1:8000", "http://0.0.0.0:8000", "http:nowhere"})
    void refusesToLoadAnyOther(String uri) {
        assertThatThrownBy(() -> target(uri)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsSecretsOutOfWhatIsPrinted() {
        assertThat(target("http://127.0.0.1:8000").toString()).doesNotContain("password", "secret");
    }

    private static Target target(String uri) {
        return new Target(URI.create(uri), 1, Optional.empty(), "mysql://user:password@127.0.0.1/db", "secret");
    }
}
