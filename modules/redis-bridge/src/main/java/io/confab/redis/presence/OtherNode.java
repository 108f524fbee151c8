package io.confab.redis.presence;

import java.time.Duration;
import java.time.Instant;

/** What is known of another node's lease and set. */
final class OtherNode {

    private static final long UNKNOWN = -1;

    private long version = UNKNOWN;
    private long renewals = UNKNOWN;
    private long heardNanos = System.nanoTime();
    private Instant heardAt = Instant.now();
    private boolean isReading;
    private boolean isStale;

    /** Takes the lease as it is read; whether the set must be read. */
    boolean renewed(Lease lease) {
        if (lease.renewals() != renewals) {
            renewals = lease.renewals();
            believe();
        }
        return lease.version() > version;
    }

    /** Begins its time anew: nobody could have heard of it. */
    void believe() {
        heardNanos = System.nanoTime();
        heardAt = Instant.now();
    }

    /** Whether it has said nothing for so long although it could be heard. */
    boolean isSilentFor(long millis) {
        return Duration.ofNanos(System.nanoTime() - heardNanos).toMillis() > millis;
    }

    /** When it said something last. */
    Instant heardAt() {
        return heardAt;
    }

    /** Whether a change that it told is the next one; any other means that the set must be read. */
    boolean follows(long next) {
        believe();
        if (isReading) {
            isStale = true;
        }
        if (next != version + 1) {
            return false;
        }
        version = next;
        return true;
    }

    /** Whether a change is contained in what is known. */
    boolean knows(long some) {
        return some <= version;
    }

    /** Begins a reading of the set; false when one is under way, which is repeated then. */
    boolean read() {
        if (isReading) {
            isStale = true;
            return false;
        }
        isReading = true;
        isStale = false;
        return true;
    }

    /** The reading of a set of this version or a later one has ended; whether it holds, else it must be read again. */
    boolean hasRead(long readVersion) {
        isReading = false;
        if (!isStale) {
            version = Math.max(version, readVersion);
        }
        return !isStale;
    }

    /** The reading has failed. */
    void hasNotRead() {
        isReading = false;
    }
}
