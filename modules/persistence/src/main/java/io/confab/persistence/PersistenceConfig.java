package io.confab.persistence;

/**
 * What persistence must be told.
 *
 * @param uri {@code mysql://user:password@host:port/database}, percent-encoded where needed; {@code ?tls=true} encrypts
 * @param pool connections for reads and rare writes, besides the at most ten of the group commit
 * @param allowLossy whether a server may be used that acknowledges a commit before it is on disk
 */
public record PersistenceConfig(String uri, int pool, boolean allowLossy) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "PersistenceConfig[" + Address.of(uri) + ", pool=" + pool + ", allowLossy=" + allowLossy + "]";
    }
}
