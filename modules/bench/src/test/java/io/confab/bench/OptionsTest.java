package io.confab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {

    @Test
    void takesTheDefaultsWhereNothingIsSaid() {
        assertThat(Options.parse(List.of()).settings()).isEqualTo(Settings.defaults());
    }

    @Test
    void readsValuesAndScenarios() {
        Options options = Options.parse(List.of("fan-out", "--seconds", "3", "--rates", "10,20", "start"));

        assertThat(options.scenarios()).containsExactly("fan-out", "start");
        assertThat(options.settings().seconds()).isEqualTo(3);
        assertThat(options.settings().rates()).containsExactly(10, 20);
        assertThat(options.url()).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> Options.parse(List.of("--second", "3"))).hasMessageContaining("no option --second");
        assertThatThrownBy(() -> Options.parse(List.of("--seconds"))).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> Options.parse(List.of("--seconds", "many")).settings())
                .hasMessageContaining("must be a whole number");
        assertThatThrownBy(() -> Options.parse(List.of()).require("--mysql-uri"))
                .hasMessageContaining("--mysql-uri");
    }

    @Test
    void explainsEveryOption() {
        assertThat(Options.help()).contains("--seconds", "--jwt-secret", "(10)");
    }
}
