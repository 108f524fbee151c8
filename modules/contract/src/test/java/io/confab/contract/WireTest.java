package io.confab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final long SEED = 20_261_121;

    @Test
    void writesEveryCharacterAsUtf8() {
        assertThat(new String(Wire.bytes(Map.of("a", "\uD83D\uDE00 \u00FC \u4E2D")), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"\uD83D\uDE00 \u00FC \u4E2D\"}");
    }

    @Test
    void readsBackWhateverItWroteAlsoAcrossItsBuffers() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            String text = random.ints(random.nextInt(12_000), 0, 4)
                    .mapToObj(kind -> new String[] {"x", "\u00FC", "\u4E2D", "\uD83D\uDE00"}[kind])
                    .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                    .toString();
            byte[] json = Wire.bytes(Map.of("text", text));
            assertThat(Wire.json().readTree(json).path("text").asText())
                    .as("round %d of seed %d", round, SEED)
                    .isEqualTo(text);
            int utf8 = text.getBytes(StandardCharsets.UTF_8).length + "{\"text\":\"\"}".length();
            // Jackson escapes a pair that lies across the end of its buffer, once in a thousand characters
            assertThat(json.length).isBetween(utf8, utf8 + text.length() / 100 + 8);
        }
    }
}
