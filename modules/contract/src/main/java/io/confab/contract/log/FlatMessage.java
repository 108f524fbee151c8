package io.confab.contract.log;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.message.Message;

/** Reads a posted message back; Jackson 2.18 writes a record's component flat but cannot read it so. */
final class FlatMessage extends StdConverter<Message, MessagePosted> {

    @Override
    public MessagePosted convert(Message message) {
        return new MessagePosted(message);
    }
}
