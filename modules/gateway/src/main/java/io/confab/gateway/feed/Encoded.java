package io.confab.gateway.feed;

import io.confab.contract.GroupEvent;
import io.confab.gateway.socket.Frame;

/**
 * An event with its frames: each contract's is made once, when it is first needed, and shared by all sessions.
 *
 * <p>Frames live outside the heap: whoever keeps one of these closes it.
 */
final class Encoded<E extends GroupEvent> implements AutoCloseable {

    /** A contract's frame, null when it says nothing, and the frame of the next contract; there are few. */
    private record Said(Encoder encoder, Frame frame, Said next) {}

    private final E event;
    private Said said;

    Encoded(E event) {
        this.event = event;
    }

    E event() {
        return event;
    }

    Frame frame(Encoder encoder) {
        for (Said one = said; one != null; one = one.next) {
            if (one.encoder == encoder) {
                return one.frame;
            }
        }
        byte[] text = encoder.encode(event);
        said = new Said(encoder, text == null ? null : Frame.text(text), said);
        return said.frame;
    }

    @Override
    public void close() {
        for (Said one = said; one != null; one = one.next) {
            if (one.frame != null) {
                one.frame.close();
            }
        }
        said = null;
    }
}
