package io.confab.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Secrets that open something to whoever holds them: 256 random bits, of which only a hash is stored. They are too many to
 * guess, so a fast hash does.
 */
public final class Secrets {

    private static final int BYTES = 32;
    private static final int MAX_LENGTH = 200;

    private final SecureRandom random = new SecureRandom();

    /** A new one, 43 characters of base64url. */
    public String create() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The SHA-256 of one in hex; null for none, and for what is too long to be one. */
    public static String hash(String secret) {
        if (secret == null || secret.isEmpty() || secret.length() > MAX_LENGTH) {
            return null;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
