package io.confab.socketio.engine;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** The way of HTTP: what waits for the client's next poll, and what its POST of this moment brings. */
final class Polling implements Pipe {

    private static final Packet CLOSE = Packet.of("1");
    private static final String NOTHING = "6";

    private final Connection connection;
    private final EngineLimits limits;
    private final Deque<String> queue = new ArrayDeque<>(2);
    private int queued;
    private Promise<Reply> poll;
    private Promise<Reply> post;
    private Payload payload;
    private boolean paused;
    private boolean taking;
    private boolean hurried;

    Polling(Connection connection, EngineLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /** Brings what waits, now or as soon as there is something; a second poll beside it ends the connection. */
    Future<Reply> poll() {
        if (poll != null) {
            answer(CLOSE.text());
            connection.end();
            return Future.succeededFuture(Reply.OVERLAP);
        }
        poll = Promise.promise();
        Future<Reply> answer = poll.future();
        flush();
        return answer;
    }

    /** The client has given up the poll of this moment. */
    void forgetPoll() {
        poll = null;
    }

    /** Takes what the client sends, at the pace of who reads it; a second POST beside it ends the connection. */
    Future<Reply> post(Buffer body) {
        Payload sent = post == null ? Payload.read(body) : null;
        if (sent == null) {
            Reply reason = post == null ? Reply.WRONG_PACKET : Reply.OVERLAP;
            connection.end();
            return Future.succeededFuture(reason);
        }
        payload = sent;
        post = Promise.promise();
        Future<Reply> answer = post.future();
        take();
        return answer;
    }

    @Override
    public void write(Packet packet) {
        String text = Payload.written(packet);
        queue.add(text);
        queued += text.length();
        flush();
        if (queued > limits.hardQueue()) {
            connection.end();
        }
    }

    @Override
    public boolean congested() {
        return queued > limits.softQueue();
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        take();
    }

    /** Says good-bye in the poll of this moment or the next one. */
    @Override
    public void close() {
        write(CLOSE);
    }

    /** Polls are answered at once from now on: the client waits for that before it moves on, or no longer. */
    void hurry(boolean now) {
        hurried = now;
        flush();
    }

    /** Whether a POST is under way. */
    boolean isTaking() {
        return post != null;
    }

    /** The client has another way: its poll is answered, and what waits goes there. */
    void moveTo(Pipe next) {
        if (poll != null) {
            answer(NOTHING);
        }
        queue.forEach(text -> next.write(Payload.isBinary(text) ? Packet.of(Payload.bytes(text)) : Packet.of(text)));
        queue.clear();
        queued = 0;
    }

    /** The connection has ended: the requests of this moment are answered, what waits is there for one more poll. */
    void end() {
        if (poll != null) {
            answer(NOTHING);
        }
        if (!taking) {
            finishPost(Reply.DONE);
        }
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    private void flush() {
        if (poll != null && !queue.isEmpty()) {
            boolean wasCongested = congested();
            answer(nextPayload());
            if (wasCongested && !congested()) {
                connection.drained();
            }
        } else if (poll != null && hurried) {
            answer(NOTHING);
        }
    }

    private String nextPayload() {
        StringBuilder packets = new StringBuilder(queue.peek());
        queued -= queue.poll().length();
        while (!queue.isEmpty() && packets.length() + queue.peek().length() < limits.maxPayload()) {
            packets.append(Payload.SEPARATOR).append(queue.peek());
            queued -= queue.poll().length();
        }
        return packets.toString();
    }

    private void answer(String text) {
        Promise<Reply> waiting = poll;
        poll = null;
        waiting.complete(Reply.ok(text));
    }

    private void take() {
        if (post == null || taking) {
            return;
        }
        taking = true;
        boolean valid = true;
        while (valid && !paused && payload.hasNext() && connection.isOpen()) {
            valid = connection.receive(payload.next());
        }
        taking = false;
        if (!valid) {
            finishPost(Reply.WRONG_PACKET);
            connection.end();
        } else if (!payload.hasNext() || !connection.isOpen()) {
            finishPost(Reply.DONE);
        }
    }

    private void finishPost(Reply reply) {
        if (post != null) {
            Promise<Reply> waiting = post;
            post = null;
            payload = null;
            waiting.complete(reply);
        }
    }
}
