package io.confab.accounts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The settings of accounts and sessions.
 *
 * @param secret signs access and refresh tokens, the same on every node, at least 32 bytes of UTF-8; another secret ends
 *     every session
 * @param accessTtl how long an access token lives that is made here, {@code longestTtl} at most
 * @param longestTtl how long one may live whoever made it: that long revoked sessions are remembered, 7 days at most
 * @param refreshTtl how long a session lives without a refresh
 * @param refreshGrace how long a refresh token that was just used may come again
 * @param maxSessions open sessions a user may have; a further sign-in ends the least used one
 * @param revocationSweep how often the database is asked for revocations that the bus did not bring
 * @param hashing how passwords are hashed
 * @param limits what slows guessing and mass registration
 */
public record AccountsConfig(
        String secret,
        Duration accessTtl,
        Duration longestTtl,
        Duration refreshTtl,
        Duration refreshGrace,
        int maxSessions,
        Duration revocationSweep,
        Hashing hashing,
        Limits limits) {

    private static final int MIN_SECRET_BYTES = 32;
    private static final Duration MAX_TTL = Duration.ofDays(7);

    /** Throws {@link IllegalArgumentException} with one sentence for people when a setting is out of bounds. */
    public AccountsConfig {
        if (secret == null || secret.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("The JWT secret must have at least 32 bytes");
        }
        if (accessTtl.toSeconds() < 1 || accessTtl.compareTo(longestTtl) > 0 || longestTtl.compareTo(MAX_TTL) > 0) {
            throw new IllegalArgumentException("An access token must live between 1 second and 7 days");
        }
        if (refreshTtl.compareTo(accessTtl) < 0) {
            throw new IllegalArgumentException("A refresh token must live at least as long as an access token");
        }
    }

    /** What suits production, with the given secret. */
    public static AccountsConfig defaults(String secret) {
        return new AccountsConfig(
                secret,
                Duration.ofMinutes(15),
                Duration.ofDays(1),
                Duration.ofDays(30),
                Duration.ofSeconds(10),
                50,
                Duration.ofMillis(800),
                Hashing.defaults(),
                Limits.defaults());
    }

    /** The same settings with other lives of access tokens: of those made here, and of any. */
    public AccountsConfig withAccess(Duration made, Duration longest) {
        return new AccountsConfig(
                secret, made, longest, refreshTtl, refreshGrace, maxSessions, revocationSweep, hashing, limits);
    }

    /** The same settings with other hashing. */
    public AccountsConfig withHashing(Hashing other) {
        return new AccountsConfig(
                secret, accessTtl, longestTtl, refreshTtl, refreshGrace, maxSessions, revocationSweep, other, limits);
    }

    /** The same settings with other limits. */
    public AccountsConfig withLimits(Limits other) {
        return new AccountsConfig(
                secret, accessTtl, longestTtl, refreshTtl, refreshGrace, maxSessions, revocationSweep, hashing, other);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "AccountsConfig[secret=***, accessTtl=" + accessTtl + ", refreshTtl=" + refreshTtl + ", " + hashing
                + ", " + limits + "]";
    }

    /**
     * Argon2id with one lane, and the workers it runs on.
     *
     * @param memoryKib memory of one hash
     * @param iterations passes over it
     * @param threads hashes computed side by side; each takes its memory and one core
     * @param queue further ones that may wait; beyond that sign-ins are refused for the moment
     * @param isBcrypt whether new hashes are made with bcrypt instead, for other systems that read them; those of both kinds
     *     are always known
     */
    public record Hashing(int memoryKib, int iterations, int threads, int queue, boolean isBcrypt) {

        /** Argon2id. */
        public Hashing(int memoryKib, int iterations, int threads, int queue) {
            this(memoryKib, iterations, threads, queue, false);
        }

        /** The same line of work, with bcrypt. */
        public Hashing withBcrypt() {
            return new Hashing(memoryKib, iterations, threads, queue, true);
        }

        /** The minimum that the OWASP Password Storage Cheat Sheet recommends: 19 MiB, 2 passes. */
        public static Hashing defaults() {
            return new Hashing(19_456, 2, 2, 32);
        }
    }

    /**
     * What slows guessing and mass registration.
     *
     * @param perAccount tries against one account name from addresses it was never signed in from, or from one such address
     * @param perAddress tries of one address against any account
     * @param registrations accounts that one address may make at once
     * @param registrationEvery how long it waits for each further one
     */
    public record Limits(Backoff perAccount, Backoff perAddress, int registrations, Duration registrationEvery) {

        /**
         * 5 tries per account, then 1 s, 2 s … 30 s; 50 per address (more than can be hashed at once), then up to 60 s; 20
         * registrations, then one a minute.
         */
        public static Limits defaults() {
            return new Limits(
                    new Backoff(5, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                    new Backoff(50, Duration.ofSeconds(1), Duration.ofSeconds(60)),
                    20,
                    Duration.ofMinutes(1));
        }
    }

    /**
     * A wait that doubles with each failure.
     *
     * @param free failures without a wait
     * @param first the first wait
     * @param cap the longest wait: nobody is locked out for good
     */
    public record Backoff(int free, Duration first, Duration cap) {

        /** The wait after so many failures. */
        Duration after(int failures) {
            if (failures < free) {
                return Duration.ZERO;
            }
            int doublings = Math.min(failures - free, 20);
            Duration wait = first.multipliedBy(1L << doublings);
            return wait.compareTo(cap) < 0 ? wait : cap;
        }
    }
}
