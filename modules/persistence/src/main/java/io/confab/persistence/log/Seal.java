package io.confab.persistence.log;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes the digest of a content that is replaced or erased: a MAC over it, with a key that the database does not hold.
 *
 * <p>So a repeat is still told from another send under the same key, and yet whoever reads the database cannot find a
 * short text by trying. To be used from one context.
 */
public final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /** With a key derived from the secret that all nodes share; another secret fits no older seal. */
    public Seal(String secret) {
        byte[] key = mac(secret.getBytes(StandardCharsets.UTF_8))
                .doFinal("confab digest seal 1".getBytes(StandardCharsets.UTF_8));
        mac = mac(key);
    }

    /** The digest, closed; null stays null. */
    Buffer over(Buffer digest) {
        return digest == null ? null : Buffer.buffer(mac.doFinal(digest.getBytes()));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
