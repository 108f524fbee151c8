package io.confab.redis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @Test
    void readsBackWhatItWrote() {
        Envelope envelope = new Envelope(Envelope.FORMAT, "n1", Envelope.LOG, 45, Buffer.buffer("[\n\n\u2028]"));
        assertThat(envelope.buffer().toString()).startsWith("1 n1 log 45\n");
        assertThat(Envelope.of(envelope.buffer())).isEqualTo(envelope);
    }

    @Test
    void readsTheLineOfAFormatThatIsNewer() {
        Envelope newer = Envelope.of(Buffer.buffer("2 n1 log 45 and more\nwhatever"));
        assertThat(newer.isReadable()).isFalse();
        assertThat(newer.head()).isEqualTo(45);
        assertThat(newer.node()).isEqualTo("n1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "1 n log 45", "1 n log\n", "one n log 45\n", "1 n log many\n", "{\"a\":1}\n"})
    void knowsWhatIsNone(String text) {
        assertThat(Envelope.of(Buffer.buffer(text))).isNull();
    }

    @Test
    void doesNotLookFarForALine() {
        assertThat(Envelope.of(Buffer.buffer("1 n log 45" + " ".repeat(10_000) + "\n")))
                .isNull();
    }
}
