package io.confab.gateway.session;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.UserEvent;
import io.confab.contract.account.Identity;
import io.confab.contract.group.GroupSummary;
import io.confab.gateway.socket.Frame;
import io.confab.gateway.socket.Line;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One live connection: who is behind it, what it hears, what it has asked for.
 *
 * <p>Used on its event loop only. While it is being identified, and while too many of its commands are unanswered, it is
 * not read from.
 */
public final class Session {

    private static final int GOING_AWAY = 1001;

    private final Sessions sessions;
    private final Dialect dialect;
    private final Line line;
    private final Intake intake;
    private final Turns turns;
    private final Bucket bucket = new Bucket(System.nanoTime());
    private final Subscriptions subscriptions;
    private Identity identity;
    private boolean ready;
    private boolean leaving;

    Session(Sessions sessions, Dialect dialect, Line line, int maxInFlight) {
        this.sessions = sessions;
        this.dialect = dialect;
        this.line = line;
        turns = new Turns(line);
        subscriptions = new Subscriptions(this, sessions);
        intake = new Intake(line, maxInFlight, this::take, this::leaveIfSettled);
    }

    // What its contract does with it.

    /** Writes a frame, which stays the caller's. */
    public void write(Frame frame) {
        line.write(frame);
    }

    /** Writes a text frame that is meant for this session alone. */
    public void write(byte[] utf8) {
        try (Frame frame = Frame.text(utf8)) {
            write(frame);
        }
    }

    /**
     * Takes steps that write much, each once the client has taken what was written before; until the last is taken no
     * event is delivered.
     */
    public void inTurn(List<Runnable> steps) {
        turns.add(steps);
        drained();
    }

    /** Closes after what has been written. */
    public void close(int code, String reason) {
        line.close(code, reason);
    }

    /** Whether it is known who it is, and its groups have been shown. */
    public boolean isReady() {
        return ready;
    }

    /** Who it is. Throws {@code UNAUTHENTICATED} before it is {@link #isReady ready}. */
    public Identity identity() {
        if (!ready) {
            throw Failure.of(Code.UNAUTHENTICATED, "Identify first");
        }
        return identity;
    }

    /**
     * Makes it the session of a user; what the client says meanwhile waits.
     *
     * @param proof who it is; when this or what follows fails, it is a session of nobody again
     * @param then takes the user's groups, at heads from which on each can be subscribed to
     */
    public void identify(Future<Identity> proof, Consumer<AsyncResult<List<GroupSummary>>> then) {
        identify(proof, Map.of(), then);
    }

    /** The same for a client that heard groups up to these seqs: those beyond the heads known here are looked up first. */
    public void identify(
            Future<Identity> proof, Map<Long, Long> cursors, Consumer<AsyncResult<List<GroupSummary>>> then) {
        intake.hold();
        await(0, proof.compose(this::arrive).compose(groups -> sessions.reach(groups, cursors)), groups -> {
            intake.release();
            if (groups.succeeded()) {
                ready = true;
                line.identified();
                sessions.opened(this);
            }
            then.accept(groups);
        });
    }

    /** Goes on with a newer proof of the same user, which ends later; answers with it. */
    public Identity renew(Identity newer) {
        if (newer.userId() != identity().userId()) {
            throw Failure.invalid("token", "This is another user's token; open another session for him");
        }
        identity = newer;
        return newer;
    }

    /** Counts as so many commands more against the limits of session and user; throws {@code RATE_LIMITED}. */
    public void charge(int commands) {
        sessions.charge(this, bucket, commands);
    }

    /** Throws {@code UNAVAILABLE} once the node is stopping; to be asked before anything that is to be stored. */
    public void requireStaying() {
        if (leaving) {
            throw Failure.unavailable("This node is stopping; connect again and repeat this with the same key");
        }
    }

    /**
     * Has an answer handled in the order in which the commands on its group came, unless the session has closed then.
     *
     * @param groupId the group, or 0 when the order does not matter
     */
    public <T> void await(long groupId, Future<T> answer, Consumer<AsyncResult<T>> handler) {
        intake.await(groupId, answer, handler);
    }

    /** What it hears. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    // What its line does with it.

    /** A text came in. */
    public void received(String text) {
        intake.add(text);
    }

    /** The client keeps up again. */
    public void drained() {
        turns.goOn();
        subscriptions.catchUp();
    }

    /** The line is no more. */
    public void closed() {
        intake.close();
        turns.clear();
        subscriptions.endAll();
        sessions.closed(this);
        ready = false;
        dialect.closed(this);
    }

    /** Whose it is; only while it is somebody's. */
    public long userId() {
        return identity.userId();
    }

    // What the sessions of its loop do with it.

    /** Whose it is, also while that is only being found out; null when it is nobody's. */
    Identity who() {
        return identity;
    }

    void belongTo(Identity who) {
        identity = who;
    }

    /** The client had better connect again and resume. */
    void startAgain(String reason) {
        close(Code.UNAVAILABLE.closeCode(), reason);
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether the client keeps up. */
    boolean hasRoom() {
        return turns.isEmpty() && !line.congested();
    }

    void tell(UserEvent event) {
        if (ready) {
            dialect.told(this, event);
        }
    }

    void enter(GroupSummary group, long seq) {
        if (ready) {
            inTurn(List.of(() -> enterNow(group, seq)));
        }
    }

    /** Says good-bye, takes nothing more that is to be stored, and closes when all is answered. */
    void drain(long reconnectAfterMillis) {
        leaving = true;
        dialect.draining(this, reconnectAfterMillis);
        leaveIfSettled();
    }

    private void enterNow(GroupSummary group, long seq) {
        if (!subscriptions.isMemberAt(group.group().id(), seq)) {
            dialect.entered(this, group, seq);
        }
    }

    private Future<List<GroupSummary>> arrive(Identity who) {
        return intake.isClosed()
                ? Future.failedFuture(Failure.unavailable("The session has closed"))
                : sessions.arrive(this, who);
    }

    private void take(String text) {
        sessions.stats().commands().increment();
        try {
            charge(1);
        } catch (Failure tooMany) {
            dialect.refused(this, text, tooMany);
            return;
        }
        dialect.received(this, text);
    }

    private void leaveIfSettled() {
        if (leaving && intake.isSettled()) {
            close(GOING_AWAY, "This node is stopping");
        }
    }
}
