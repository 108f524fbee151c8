package io.confab.persistence.receipt;

import java.util.Comparator;

/** A member in a group; ordered as the primary key of {@code group_members}. */
record Place(long groupId, long userId) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::groupId).thenComparingLong(Place::userId);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
