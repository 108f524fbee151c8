package io.confab.accounts;

import io.confab.contract.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Refresh tokens: a session, a generation, and a MAC over both with a key derived from the secret.
 *
 * <p>Nothing of a token is stored: the database keeps the session's current generation. So a forged token never reaches the
 * database, every old token of a session is known as such for ever, and the successor of a token is always the same
 * one: two tabs that refresh at once go on with equal tokens, and a thief's chain never runs beside the owner's
 * unnoticed. To be used from one context.
 */
final class RefreshTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BODY_BYTES = Long.BYTES + Integer.BYTES;
    private static final int TOKEN_BYTES = BODY_BYTES + 32;

    /** What a token stands for. */
    record Claim(long sessionId, int generation) {}

    private final Mac mac;

    RefreshTokens(String secret) {
        byte[] key = mac(secret.getBytes(StandardCharsets.UTF_8))
                .doFinal("confab refresh token 1".getBytes(StandardCharsets.UTF_8));
        mac = mac(key);
    }

    /** The token of a generation of a session, 59 characters of base64url. */
    String issue(long sessionId, int generation) {
        byte[] body = ByteBuffer.allocate(BODY_BYTES)
                .putLong(sessionId)
                .putInt(generation)
                .array();
        byte[] token = ByteBuffer.allocate(TOKEN_BYTES)
                .put(body)
                .put(mac.doFinal(body))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What a token of ours stands for; {@code UNAUTHENTICATED} for anything else. */
    Claim read(String token) {
        byte[] bytes = decode(token);
        byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
        if (!MessageDigest.isEqual(mac.doFinal(body), Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length))) {
            throw refusal();
        }
        ByteBuffer claim = ByteBuffer.wrap(body);
        return new Claim(claim.getLong(), claim.getInt());
    }

    private static byte[] decode(String token) {
        if (token == null || token.length() > 2 * TOKEN_BYTES) {
            throw refusal();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length != TOKEN_BYTES) {
                throw refusal();
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw refusal();
        }
    }

    private static Failure refusal() {
        return AccessTokens.refusal();
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
