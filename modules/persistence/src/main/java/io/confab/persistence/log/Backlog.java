package io.confab.persistence.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is next: all that waits for its place in a log, by group.
 *
 * <p>Groups take turns in the order in which they became ready, and at most one transaction of a group is under way.
 * Sends of several groups share a transaction; a change, and a group whose row somebody else holds, goes alone.
 */
final class Backlog {

    private static final int MOST_WAITING = 8_192;

    /** One group that is stalled leaves room for all others. */
    private static final int MOST_OF_A_GROUP = MOST_WAITING / 2;

    /** Of content, two bytes each. */
    private static final int MOST_CHARACTERS = 8 << 20;

    private static final int SENDS_OF_A_TURN = 256;
    private static final int CHARACTERS_OF_A_TURN = 512 << 10;

    /** What a transaction took of one group. */
    record Share(GroupQueue queue, List<Waiting.Send> sends) {}

    private final Map<Long, GroupQueue> queues = new HashMap<>();
    private final Deque<GroupQueue> together = new ArrayDeque<>();
    private final Deque<GroupQueue> alone = new ArrayDeque<>();
    private int waiting;
    private long characters;

    /** Adds at the end; false, and nothing added, when too much is waiting already. */
    boolean add(Waiting item) {
        if (waiting == MOST_WAITING || characters + item.characters() > MOST_CHARACTERS) {
            return false;
        }
        GroupQueue queue = queues.computeIfAbsent(item.groupId(), GroupQueue::new);
        if (queue.size() >= MOST_OF_A_GROUP) {
            return false;
        }
        queue.add(item);
        count(item, 1);
        if (queue.state() == GroupQueue.State.RESTING) {
            place(queue);
        }
        return true;
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    boolean nobodyTogether() {
        return together.isEmpty();
    }

    /** Takes what goes into one transaction of several groups, in the order of their ids. */
    List<Share> takeTogether() {
        List<Share> shares = new ArrayList<>();
        int count = SENDS_OF_A_TURN;
        int room = CHARACTERS_OF_A_TURN;
        while (count > 0 && room > 0 && !together.isEmpty()) {
            GroupQueue queue = next(together);
            Share share = takeSends(queue, count, room);
            count -= share.sends.size();
            room -= share.sends.stream().mapToInt(Waiting::characters).sum();
            shares.add(share);
        }
        shares.sort(Comparator.comparing(share -> share.queue.groupId()));
        return shares;
    }

    /** The next group that goes alone; take from it with {@link #takeSends} or {@link #takeOrder}. */
    Optional<GroupQueue> takeAlone() {
        return alone.isEmpty() ? Optional.empty() : Optional.of(next(alone));
    }

    Share takeSends(GroupQueue queue) {
        return takeSends(queue, SENDS_OF_A_TURN, CHARACTERS_OF_A_TURN);
    }

    Waiting.Order takeOrder(GroupQueue queue) {
        Waiting.Order order = queue.takeOrder();
        count(order, -1);
        return order;
    }

    /** Puts sends back where they were, before {@link #release}. */
    void putBack(Share share) {
        share.queue.putBack(share.sends);
        share.sends.forEach(send -> count(send, 1));
    }

    /** The transaction of this group ended: it may take its next turn. */
    void release(GroupQueue queue) {
        place(queue);
    }

    /** Refuses what has waited too long. */
    void refuseLate(long now) {
        for (GroupQueue queue : queues.values()) {
            queue.removeLate(now, late -> {
                count(late, -1);
                late.refuseAsLate();
            });
        }
    }

    private GroupQueue next(Deque<GroupQueue> list) {
        GroupQueue queue = list.remove();
        queue.become(GroupQueue.State.UNDER_WAY);
        return queue;
    }

    private Share takeSends(GroupQueue queue, int count, int room) {
        Share share = new Share(queue, queue.takeSends(count, room));
        share.sends.forEach(send -> count(send, -1));
        return share;
    }

    private void place(GroupQueue queue) {
        if (queue.isEmpty()) {
            queue.become(GroupQueue.State.RESTING);
            queues.remove(queue.groupId());
        } else {
            queue.become(GroupQueue.State.READY);
            (queue.mustBeAlone() ? alone : together).add(queue);
        }
    }

    private void count(Waiting item, int sign) {
        waiting += sign;
        characters += (long) sign * item.characters();
    }
}
