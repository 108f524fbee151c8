package io.confab.gateway.session;

import io.confab.gateway.feed.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** What one session hears. There are few for most, so a list is searched. */
final class Subscriptions {

    private final List<Subscription> all = new ArrayList<>(0);
    private List<Resume> resumes = List.of();

    /** A resume under way. */
    private record Resume(List<Subscription> of, Promise<Void> done) {
        boolean isSettled() {
            return of.stream().allMatch(Subscription::isSettled);
        }
    }

    List<Subscription> all() {
        return all;
    }

    /** The subscription of a group, or null. */
    Subscription of(long groupId) {
        for (Subscription one : all) {
            if (one.groupId() == groupId) {
                return one;
            }
        }
        return null;
    }

    void add(Subscription subscription) {
        all.add(subscription);
    }

    void end(Subscription subscription) {
        subscription.end();
        all.remove(subscription);
        settle();
    }

    void endAll() {
        all.forEach(Subscription::end);
        all.clear();
        resumes = List.of();
    }

    /** Completes once all of them have told what they resumed to tell, or have ended. */
    Future<Void> settled(List<Subscription> resumed) {
        Resume resume = new Resume(resumed, Promise.promise());
        resumes = new ArrayList<>(resumes);
        resumes.add(resume);
        settle();
        return resume.done.future();
    }

    /** One has told all that it resumed to tell, or has ended. */
    void settle(Subscription subscription) {
        if (subscription.hasEnded()) {
            all.remove(subscription);
        }
        settle();
    }

    /** Whether it is heard by one who was a member at a seq, or later. */
    boolean isMemberAt(long groupId, long seq) {
        Subscription subscription = of(groupId);
        return subscription != null && subscription.memberAt() >= seq;
    }

    private void settle() {
        if (!resumes.isEmpty()) {
            List<Resume> done = resumes.stream().filter(Resume::isSettled).toList();
            resumes = resumes.stream().filter(resume -> !done.contains(resume)).toList();
            done.forEach(resume -> resume.done.complete());
        }
    }

    void catchUp() {
        // by index: one that ends meanwhile, with the user's membership, leaves the list
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).catchUp();
        }
    }
}
