package io.confab.redis.mirror;

import io.vertx.core.Promise;

/** Something that this node listens to: a group, a user, or what nodes say to all. */
final class Mirror {

    /** What a mirror is of. */
    enum Of {
        GROUP,
        USER,
        EVERYBODY,
        PRESENCE
    }

    private final Of of;
    private final long id;
    private final Sequence sequence = new Sequence();
    private int watchers;
    private boolean isConfirmed;
    private boolean mayHaveMissed;
    private boolean isFilling;
    private long releases;
    private Promise<Void> confirmation = Promise.promise();

    Mirror(Of of, long id) {
        this.of = of;
        this.id = id;
    }

    Of of() {
        return of;
    }

    long id() {
        return id;
    }

    Sequence sequence() {
        return sequence;
    }

    void watch() {
        watchers++;
        releases++;
    }

    /** One watcher less; answers with the number that {@link #isReleased} wants if it was the last. */
    long unwatch() {
        watchers--;
        return ++releases;
    }

    /** Whether nobody has wanted it since the release of this number. */
    boolean isReleased(long release) {
        return watchers == 0 && releases == release;
    }

    boolean isConfirmed() {
        return isConfirmed;
    }

    /** Completes when it is heard, or is known not to be. */
    Promise<Void> confirmation() {
        return confirmation;
    }

    void confirm() {
        isConfirmed = true;
        confirmation.tryComplete();
    }

    /** It is not heard any more, and nobody shall wait for it. */
    void lose() {
        isConfirmed = false;
        mayHaveMissed = true;
        confirmation.tryComplete();
        confirmation = Promise.promise();
    }

    /** Somebody was told to go on before it was heard. */
    void miss() {
        mayHaveMissed = true;
    }

    /** Whether something may have been missed since this was asked last. */
    boolean takeMissed() {
        boolean had = mayHaveMissed;
        mayHaveMissed = false;
        return had;
    }

    boolean isFilling() {
        return isFilling;
    }

    void filling(boolean now) {
        isFilling = now;
    }
}
