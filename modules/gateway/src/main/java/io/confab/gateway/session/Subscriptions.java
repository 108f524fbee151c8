package io.confab.gateway.session;

import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.group.GroupSummary;
import io.confab.gateway.feed.Encoder;
import io.confab.gateway.feed.Subscriber;
import io.confab.gateway.feed.Subscription;
import io.confab.gateway.socket.Frame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** What one session hears. There are few for most, so a list is searched. */
public final class Subscriptions implements Subscriber {

    private final Session session;
    private final Sessions sessions;
    private final List<Subscription> all = new ArrayList<>(0);
    private List<Resume> resumes = List.of();

    /** Resume points that were set together. */
    private record Resume(List<Subscription> of, Promise<Void> done) {
        boolean isSettled() {
            return of.stream().allMatch(Subscription::isSettled);
        }
    }

    Subscriptions(Session session, Sessions sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    /** All of them; changes with what the session hears. */
    public List<Subscription> all() {
        return all;
    }

    /** The subscription of a group, or null. */
    public Subscription of(long groupId) {
        for (Subscription one : all) {
            if (one.groupId() == groupId) {
                return one;
            }
        }
        return null;
    }

    /**
     * Looks at a group that may be heard then.
     *
     * @return the group at a head from which on it can be heard; {@code NOT_FOUND} when the user is no member
     */
    public Future<GroupSummary> look(long groupId) {
        return sessions.look(session.identity().userId(), groupId);
    }

    /** Hears a group that was looked at, from after a seq on; what was heard of it before ends. */
    public void begin(GroupSummary group, long from) {
        end(group.group().id());
        Subscription subscription = sessions.subscribe(this, group.group(), from);
        all.add(subscription);
        subscription.catchUp();
    }

    /** Hears a group no longer, if it did. */
    public void end(long groupId) {
        Subscription subscription = of(groupId);
        if (subscription != null) {
            subscription.end();
            settled(subscription);
        }
    }

    /** Completes once all these subscriptions have told what was there when they were resumed, or have ended. */
    public Future<Void> settled(List<Subscription> resumed) {
        Resume resume = new Resume(resumed, Promise.promise());
        resumes = new ArrayList<>(resumes);
        resumes.add(resume);
        settle();
        return resume.done.future();
    }

    /** Whether a group is heard by one who was a member at a seq, or later. */
    boolean isMemberAt(long groupId, long seq) {
        Subscription subscription = of(groupId);
        return subscription != null && subscription.memberAt() >= seq;
    }

    // What its feeds do with it.

    @Override
    public Encoder encoder() {
        return session.dialect();
    }

    @Override
    public long userId() {
        return session.userId();
    }

    @Override
    public boolean hasRoom() {
        return session.hasRoom();
    }

    @Override
    public void deliver(GroupEvent event, Frame frame) {
        sessions.stats().deliveries().increment();
        session.dialect().deliver(session, event, frame);
    }

    @Override
    public void tooSlow() {
        session.startAgain("Too slow");
    }

    @Override
    public void settled(Subscription subscription) {
        if (subscription.hasEnded()) {
            all.remove(subscription);
        }
        settle();
    }

    /** Whoever waits for the resume hears so. */
    @Override
    public void stalled(Subscription subscription) {
        List<Resume> cut = resumes.stream()
                .filter(resume -> resume.of.contains(subscription))
                .toList();
        resumes = resumes.stream().filter(resume -> !cut.contains(resume)).toList();
        cut.forEach(
                resume -> resume.done.fail(Failure.unavailable("The log cannot be read at the moment; resume again")));
    }

    void catchUp() {
        // from the end: one that ends meanwhile, with the user's membership, leaves the list
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).catchUp();
        }
    }

    void endAll() {
        all.forEach(Subscription::end);
        all.clear();
        resumes = List.of();
    }

    private void settle() {
        if (!resumes.isEmpty()) {
            List<Resume> done = resumes.stream().filter(Resume::isSettled).toList();
            resumes = resumes.stream().filter(resume -> !done.contains(resume)).toList();
            done.forEach(resume -> resume.done.complete());
        }
    }
}
