package io.confab.persistence;

/**
 * What persistence must be told.
 *
 * @param uri {@code mysql://user:password@host:port/database}, percent-encoded where needed; {@code ?tls=true} encrypts
 * @param pool connections for reads and rare writes, besides the at most ten of the group commit
 * @param allowLossy whether a server may be used that acknowledges a commit before it is on disk
 * @param hasNeighbours whether other nodes may write to the same database, so that it is searched for what they wrote
 */
public record PersistenceConfig(String uri, int pool, boolean allowLossy, boolean hasNeighbours) {

    /** What a node must be told that runs alone. */
    public PersistenceConfig(String uri, int pool, boolean allowLossy) {
        this(uri, pool, allowLossy, false);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "PersistenceConfig[" + Address.of(uri) + ", pool=" + pool + ", allowLossy=" + allowLossy
                + ", hasNeighbours=" + hasNeighbours + "]";
    }
}
