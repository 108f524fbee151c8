package io.confab.redis;

/**
 * The names of keys and channels in Redis. A group's pub/sub channel and its hash are called the same, which Redis keeps
 * apart.
 *
 * @param channelPrefix before channels, hashes and sets
 * @param messagePrefix before streams
 * @param tagged whether ids stand in braces, so that all keys of a group are in one slot of a cluster
 */
public record Names(String channelPrefix, String messagePrefix, boolean tagged) {

    /** The channel and the hash of a group. */
    public String group(long groupId) {
        return channelPrefix + tag(groupId);
    }

    /** The set of a group's members. */
    public String subscribers(long groupId) {
        return group(groupId) + ":subs";
    }

    /** The stream of a group's newest entries. */
    public String stream(long groupId) {
        return messagePrefix + tag(groupId);
    }

    /** The channel of what concerns one user. */
    public String user(long userId) {
        return channelPrefix + "user:" + tag(userId);
    }

    /** The channel of what every node must hear. */
    public String everybody() {
        return channelPrefix + "nodes";
    }

    /** A channel that nobody publishes on. */
    public String probe() {
        return channelPrefix + "probe";
    }

    /** The channel on which nodes say who came to them and who went. */
    public String presence() {
        return channelPrefix + "presence";
    }

    /** The set of the names of nodes. */
    public String nodes() {
        return channelPrefix + "nodes";
    }

    /** The set of the users on a node. */
    public String present(String node) {
        return channelPrefix + "presence:" + tag(node);
    }

    /** The key that is there as long as a node lives. */
    public String lease(String node) {
        return channelPrefix + "lease:" + tag(node);
    }

    private String tag(Object id) {
        return tagged ? "{" + id + "}" : id.toString();
    }
}
