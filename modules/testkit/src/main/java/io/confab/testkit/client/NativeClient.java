package io.confab.testkit.client;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A client of the native protocol for tests on plain threads: every method waits for what it promises, at most
 * {@link #PATIENCE_SECONDS}, and throws an {@link AssertionError} that tells what came instead.
 *
 * <p>Answers go to whoever asked; all other frames wait in an inbox until {@link #next} takes them. Taking one of a type
 * leaves earlier ones of other types in place.
 */
public final class NativeClient implements AutoCloseable {

    /** How long any wait may take. */
    public static final int PATIENCE_SECONDS = 10;

    private final Inbox inbox;
    private final NativeSocket socket;
    private final Frame hello;
    private Frame ready;

    NativeClient(Inbox inbox, NativeSocket socket) {
        this.inbox = inbox;
        this.socket = socket;
        hello = next("hello");
    }

    /** The greeting of the server. */
    public Frame hello() {
        return hello;
    }

    /** The answer to {@link #identify}; null before. */
    public Frame ready() {
        return ready;
    }

    /** Identifies and returns {@code ready}. */
    public Frame identify(String token) {
        return identify(Frame.of("identify").with("token", token));
    }

    /** Identifies, resuming from cursors (group id → seq), and returns {@code ready}. */
    public Frame identify(String token, Map<Long, Long> cursors) {
        return identify(Frame.of("identify").with("token", token).with("cursors", cursors));
    }

    private Frame identify(Frame command) {
        ready = expect(ask(command), "ready");
        return ready;
    }

    /** Sends a message with a fresh key and returns its {@code message_sent}. */
    public Frame send(long groupId, String content) {
        return expect(ask(Frame.message(groupId, content)), "message_sent");
    }

    /** Sends a command and returns the frame that answers it, an {@code error} included. */
    public Frame ask(Frame command) {
        return result(socket.ask(command));
    }

    /** Sends a frame without a ref and waits for nothing but its writing. */
    public void tell(Frame frame) {
        result(socket.tell(frame));
    }

    /** Takes the first frame of a type that is in the inbox or comes. */
    public Frame next(String type) {
        return next(type, frame -> frame.is(type));
    }

    /** Takes the first frame of a type that speaks of a group. */
    public Frame next(String type, long groupId) {
        return next(type + " of group " + groupId, frame -> frame.is(type) && frame.groupId() == groupId);
    }

    /** Takes the first frame that a filter lets pass; {@code wanted} says in words which. */
    public Frame next(String wanted, Predicate<Frame> filter) {
        try {
            return inbox.take(filter).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("No " + wanted + " came; the inbox holds " + result(inbox.frames()), e);
        }
    }

    /**
     * Everything that was heard and not taken yet, once the server has answered all that was sent before: proof that
     * nothing more was on its way to this session.
     */
    public List<Frame> heard() {
        expect(ask(Frame.of("ping")), "pong");
        return result(inbox.frames());
    }

    /** Waits for the socket's end and returns the close code; 1006 when there was none. */
    public int closeCode() {
        return result(socket.closed());
    }

    /** The socket itself, for what is out of the ordinary: raw text, dropping, pausing. */
    public NativeSocket socket() {
        return socket;
    }

    /** Closes with code 1000. */
    @Override
    public void close() {
        result(socket.close().otherwiseEmpty());
    }

    private static Frame expect(Frame frame, String type) {
        if (!frame.is(type)) {
            throw new AssertionError("Wanted " + type + " but got " + frame);
        }
        return frame;
    }

    static <T> T result(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing happened for " + PATIENCE_SECONDS + " s", e);
        }
    }
}
