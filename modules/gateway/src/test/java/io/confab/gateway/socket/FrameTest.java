package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

    @ParameterizedTest
    @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
    void usesTheShortestHeader(int payload, int header) {
        try (Frame frame = Frame.binary(new byte[payload])) {
            assertThat(frame.size()).isEqualTo(header + payload);
        }
    }

    @Test
    void encodesTextAndItsBytesAlike() {
        String text = "Ünïcödé 😀";
        try (Frame fromText = Frame.text(text);
                Frame fromBytes = Frame.text(text.getBytes(StandardCharsets.UTF_8))) {
            assertThat(bytes(fromText)).isEqualTo(bytes(fromBytes)).startsWith(0x81, 16);
        }
    }

    @Test
    void writesALoneSurrogateAsAQuestionMark() {
        try (Frame frame = Frame.text("a\uD800b")) {
            assertThat(bytes(frame)).containsExactly(0x81, 3, 'a', '?', 'b');
        }
    }

    private static byte[] bytes(Frame frame) {
        ByteBuf shared = frame.share();
        try {
            return ByteBufUtil.getBytes(shared);
        } finally {
            shared.release();
        }
    }
}
