package io.confab.gateway.protocol;

import io.confab.contract.Failure;
import io.confab.gateway.session.Session;
import io.vertx.core.Future;
import java.util.function.BiFunction;

/** How commands are answered: with the frame of their result or with an error, in the order of their group. */
final class Answers {

    private Answers() {}

    /**
     * Answers with the frame that is made of the ref and the result; null for no answer.
     *
     * @param groupId the group whose order is kept, or 0
     */
    static <T> void give(
            Session session, long groupId, Fields fields, Future<T> result, BiFunction<String, T, byte[]> frame) {
        String ref = fields.ref();
        session.await(groupId, result, done -> {
            byte[] answer =
                    done.succeeded() ? frame.apply(ref, done.result()) : Frames.error(ref, Failure.from(done.cause()));
            if (answer != null) {
                session.write(answer);
            }
        });
    }

    /** Answers {@code done}, if the client wants to know. */
    static void giveDone(Session session, long groupId, Fields fields, Future<?> result) {
        give(session, groupId, fields, result, (ref, nothing) -> done(ref));
    }

    static byte[] done(String ref) {
        return ref == null ? null : Frames.answer("done", ref, null);
    }
}
