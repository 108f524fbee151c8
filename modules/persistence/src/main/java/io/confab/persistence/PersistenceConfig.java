package io.confab.persistence;

/**
 * What persistence must be told.
 *
 * @param uri {@code mysql://user:password@host:port/database}, percent-encoded where needed; {@code ?tls=true} encrypts
 * @param pool connections for reads and rare writes, besides the at most ten of the group commit
 * @param allowLossy whether a server may be used that acknowledges a commit before it is on disk
 * @param hasNeighbours whether other nodes may write to the same database, so that it is searched for what they wrote
 * @param secret all nodes share it and the database does not hold it; closes what must not be guessed from the tables
 */
public record PersistenceConfig(String uri, int pool, boolean allowLossy, boolean hasNeighbours, String secret) {

    /** What a node must be told that runs alone. */
    public PersistenceConfig(String uri, int pool, boolean allowLossy, String secret) {
        this(uri, pool, allowLossy, false, secret);
    }

    /** Keeps the password and the secret out of logs. */
    @Override
    public String toString() {
        return "PersistenceConfig[" + Address.of(uri) + ", pool=" + pool + ", allowLossy=" + allowLossy
                + ", hasNeighbours=" + hasNeighbours + "]";
    }
}
