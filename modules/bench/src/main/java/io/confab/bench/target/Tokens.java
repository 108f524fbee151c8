package io.confab.bench.target;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs access tokens as the server does (RFC 7519, HS256), so that ten thousand users need not sign in. */
final class Tokens {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Mac mac;

    Tokens(String secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** A token that is valid from now on for as long as tokens live. */
    String sign(long userId, String name) {
        long now = Instant.now().getEpochSecond();
        String claims = """
                {"iss":"confab","aud":["confab"],"sub":"%d","sid":%d,"name":"%s","guest":false,"iat":%d,"exp":%d}""".formatted(userId, userId, name, now, now + LIFE.toSeconds());
        String signed = encode("{\"typ\":\"JWT\",\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encode(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
