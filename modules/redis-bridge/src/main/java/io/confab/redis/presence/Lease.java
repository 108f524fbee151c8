package io.confab.redis.presence;

/**
 * What a node's lease key holds.
 *
 * @param version of the node's set: how many changes it has seen
 * @param renewals how often the node has said that it lives
 */
record Lease(long version, long renewals) {

    /** The kind of a message: users came and went. */
    static final String CHANGED = "presence";

    /** The kind of a message: the node has stopped. */
    static final String GONE = "node_gone";

    /** Reads it back; null when there is none that can be read. */
    static Lease of(String text) {
        String[] words = text == null ? new String[0] : text.split(" ", -1);
        try {
            return words.length < 2 ? null : new Lease(Long.parseLong(words[0]), Long.parseLong(words[1]));
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    @Override
    public String toString() {
        return version + " " + renewals;
    }
}
