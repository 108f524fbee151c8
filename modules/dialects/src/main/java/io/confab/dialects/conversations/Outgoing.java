package io.confab.dialects.conversations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Messages of one sender whose receipts he has not been told of, by group; the oldest are forgotten first. */
final class Outgoing {

    private static final int MOST = 1_000;

    private final Map<Long, Track> tracks = new HashMap<>(2);

    private static final class Track {
        private final NavigableMap<Long, Long> undelivered = new TreeMap<>();
        private final NavigableMap<Long, Long> unread = new TreeMap<>();
    }

    boolean isEmpty() {
        return tracks.isEmpty();
    }

    boolean has(long groupId) {
        return tracks.containsKey(groupId);
    }

    /** A message was sent. */
    void add(long groupId, long seq, long messageId, boolean isDelivered) {
        Track track = tracks.computeIfAbsent(groupId, id -> new Track());
        if (!isDelivered) {
            put(track.undelivered, seq, messageId);
        }
        put(track.unread, seq, messageId);
    }

    /** The messages that were delivered up to a seq and were not said to be. */
    List<Long> delivered(long groupId, long upTo) {
        Track track = tracks.get(groupId);
        if (track == null) {
            return List.of();
        }
        NavigableMap<Long, Long> now = track.undelivered.headMap(upTo, true);
        List<Long> ids = new ArrayList<>(now.values());
        now.clear();
        return ids;
    }

    /** The last message that was read up to a seq and was not said to be; null for none. */
    Long read(long groupId, long upTo) {
        Track track = tracks.get(groupId);
        Map.Entry<Long, Long> last = track == null ? null : track.unread.floorEntry(upTo);
        if (last == null) {
            return null;
        }
        track.unread.headMap(upTo, true).clear();
        if (track.unread.isEmpty()) {
            tracks.remove(groupId);
        }
        return last.getValue();
    }

    /** The last message of a group, as seq and id; null for none. */
    Map.Entry<Long, Long> last(long groupId) {
        Track track = tracks.get(groupId);
        return track == null ? null : track.unread.lastEntry();
    }

    private static void put(NavigableMap<Long, Long> ids, long seq, long messageId) {
        ids.put(seq, messageId);
        if (ids.size() > MOST) {
            ids.pollFirstEntry();
        }
    }
}
