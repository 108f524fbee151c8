package io.confab.socketio.engine;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.Shareable;
import java.util.function.Consumer;

/**
 * One connection of a client, whatever carries it at the moment; used on its event loop only.
 *
 * <p>Messages arrive whole and in order, and so do those that are sent, also across an upgrade.
 */
public final class Connection implements Shareable {

    private static final Packet PING = Packet.of("2");

    private final Engine engine;
    private final String sid;
    private final Polling polling;
    private Pipe pipe;
    private Candidate candidate;
    private final Heartbeat heartbeat;
    private long endBy = Long.MAX_VALUE;
    private boolean paused;
    private boolean ended;
    /** Whether the client is to fetch what was sent before the end. */
    private boolean lingers;

    private Consumer<String> text = message -> {};
    private Consumer<Buffer> binary = message -> {};
    private Runnable drain = () -> {};
    private Runnable close = () -> {};

    /** One that begins on a WebSocket; null for one that begins by polling. */
    Connection(Engine engine, String sid, Pipe socket) {
        this.engine = engine;
        this.sid = sid;
        heartbeat = new Heartbeat(engine.limits(), engine.now());
        polling = socket == null ? new Polling(this, engine.limits()) : null;
        pipe = socket == null ? polling : socket;
    }

    /** Sets who takes text messages, without the packet's type. */
    public void onText(Consumer<String> handler) {
        text = handler;
    }

    /** Sets who takes binary messages. */
    public void onBinary(Consumer<Buffer> handler) {
        binary = handler;
    }

    /** Sets who is told that the connection is no longer {@link #congested}. */
    public void onDrain(Runnable handler) {
        drain = handler;
    }

    /** Sets who is told, once and in a turn of its own, that the connection has ended, whoever ended it. */
    public void onClose(Runnable handler) {
        close = handler;
    }

    /** Sends a packet; nothing happens once the connection has ended. */
    public void send(Packet packet) {
        if (isOpen()) {
            pipe.write(packet);
        }
    }

    /** Whether the client does not keep up. */
    public boolean congested() {
        return pipe.congested();
    }

    /** Takes nothing more from the client, so that its sending comes to a halt; a little more may still arrive. */
    public void pause() {
        paused = true;
        pipe.pause();
    }

    /** Takes messages again; the client was not silent meanwhile, it was not listened to. */
    public void resume() {
        paused = false;
        heartbeat.heard(engine.now());
        pipe.resume();
    }

    /** Ends it after what was sent; clients take it for a lost connection and come again. */
    public void close() {
        if (isOpen() && pipe == polling) {
            polling.close();
            lingers = !polling.isEmpty();
        }
        end();
    }

    /** Whether messages still go in and out. */
    public boolean isOpen() {
        return !ended;
    }

    String sid() {
        return sid;
    }

    Context context() {
        return engine.context();
    }

    // What its requests do with it.

    Future<Reply> poll() {
        sweep(engine.now());
        if (pipe != polling) {
            return Future.succeededFuture(Reply.WRONG_TRANSPORT);
        }
        if (ended && !lingers) {
            return Future.succeededFuture(Reply.unknown(sid));
        }
        Future<Reply> answer = polling.poll();
        forgetOnceTaken();
        return answer;
    }

    Future<Reply> post(Buffer body) {
        sweep(engine.now());
        if (pipe != polling) {
            return Future.succeededFuture(Reply.WRONG_TRANSPORT);
        }
        return ended ? Future.succeededFuture(Reply.unknown(sid)) : polling.post(body);
    }

    void forgetPoll() {
        if (polling != null) {
            polling.forgetPoll();
        }
    }

    /** A further WebSocket: the way to move to, unless there is one already. */
    PipeListener offer(Pipe socket) {
        Candidate one = new Candidate(this, socket);
        if (ended || pipe != polling || candidate != null) {
            socket.close();
        } else {
            candidate = one;
            engine.later(engine.limits().upgradeWithin(), () -> forsake(one));
        }
        return one;
    }

    boolean isCandidate(Candidate one) {
        return candidate == one;
    }

    /** The candidate works: polls are answered at once, for the client waits for that before it moves on. */
    void probed() {
        polling.hurry(true);
    }

    /** Moves on to the candidate; a client does so only when its own requests have been answered. */
    void moveTo(Candidate one) {
        candidate = null;
        if (polling.isTaking()) {
            one.pipe().close();
            end();
            return;
        }
        pipe = one.pipe();
        polling.moveTo(pipe);
        if (paused) {
            pipe.pause();
        }
    }

    /** The client moves no more, or was too slow. */
    void forsake(Candidate one) {
        if (one != null && candidate == one) {
            candidate = null;
            one.pipe().close();
            polling.hurry(false);
        }
    }

    /** Takes one packet; false when it is none that a client may send. */
    boolean receive(String packet) {
        if (ended) {
            return true;
        }
        if (Payload.isBinary(packet)) {
            Buffer bytes = Payload.bytes(packet);
            return bytes != null && receive(bytes);
        }
        switch (packet.isEmpty() ? ' ' : packet.charAt(0)) {
            case '1' -> end();
            case '3' -> heartbeat.pong(engine.now());
            case '4' -> text.accept(packet.substring(1));
            case '6' -> {} // nothing, says the protocol
            default -> {
                return false;
            }
        }
        return true;
    }

    boolean receive(Buffer bytes) {
        if (!ended) {
            binary.accept(bytes);
        }
        return true;
    }

    void drained() {
        if (isOpen()) {
            drain.run();
        }
    }

    /** Ends it as it is. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        endBy = engine.now() + engine.limits().pingTimeout().toMillis();
        forsake(candidate);
        if (pipe == polling) {
            polling.end();
        } else {
            pipe.close();
        }
        if (!lingers) {
            engine.forget(this);
        }
        engine.soon(close);
    }

    /** Pings, and ends it when there is no answer. */
    void sweep(long now) {
        if (ended) {
            if (now >= endBy) {
                engine.forget(this);
            }
        } else if (!paused && heartbeat.isLost(now)) {
            end();
        } else if (heartbeat.isDue(now)) {
            send(PING);
        }
    }

    /** What is lingering is kept for a moment. */
    private void forgetOnceTaken() {
        lingers &= !polling.isEmpty();
        if (ended && !lingers) {
            engine.forget(this);
        }
    }
}
