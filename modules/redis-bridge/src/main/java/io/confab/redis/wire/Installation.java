package io.confab.redis.wire;

/**
 * The nodes of one database: their names begin with its name and a dot. Nodes of another database may use the same Redis
 * with the same prefixes by mistake; the ids of groups and users mean something else there.
 *
 * @param name the database's
 */
public record Installation(String name) {

    /** The one that a node belongs to. */
    public static Installation of(String node) {
        int dot = node.indexOf('.');
        return new Installation(dot < 0 ? "" : node.substring(0, dot));
    }

    /** Whether a node belongs to it. */
    public boolean has(String node) {
        return of(node).equals(this);
    }
}
