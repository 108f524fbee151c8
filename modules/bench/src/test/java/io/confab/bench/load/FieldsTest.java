package io.confab.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FieldsTest {

    @Test
    void readsTextsAndNumbersWithAndWithoutSpaces() {
        Fields fields = fields("{\"type\": \"new_message\",\"ref\":\"17\",\"seq\" : 4711,\"content\":\"99 and more\"}");

        assertThat(fields.is(Fields.quoted("type"), Fields.quoted("new_message")))
                .isTrue();
        assertThat(fields.is(Fields.quoted("type"), Fields.quoted("new_messages")))
                .isFalse();
        assertThat(fields.number(Fields.quoted("ref"))).isEqualTo(17);
        assertThat(fields.number(Fields.quoted("seq"))).isEqualTo(4711);
        assertThat(fields.number(Fields.quoted("content"))).isEqualTo(99);
        assertThat(fields.number(Fields.quoted("absent"))).isEqualTo(-1);
    }

    @Test
    void isNotFooledByAFieldInsideAText() {
        Fields fields = fields("{\"content\":\"\\\"seq\\\":1\",\"key\":\"seq\",\"seq\":2}");

        assertThat(fields.number(Fields.quoted("seq"))).isEqualTo(2);
    }

    @Test
    void readsFramesThatEndInTheMiddleOfAField() {
        assertThat(fields("{\"seq\"").number(Fields.quoted("seq"))).isEqualTo(-1);
        assertThat(fields("{\"seq\":").number(Fields.quoted("seq"))).isEqualTo(-1);
        assertThat(fields("").number(Fields.quoted("seq"))).isEqualTo(-1);
    }

    private static Fields fields(String frame) {
        Fields fields = new Fields();
        fields.read(Unpooled.copiedBuffer("older and longer than the next \"seq\":9", StandardCharsets.UTF_8));
        fields.read(Unpooled.copiedBuffer(frame, StandardCharsets.UTF_8));
        return fields;
    }
}
