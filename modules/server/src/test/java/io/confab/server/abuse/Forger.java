package io.confab.server.abuse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.contract.Wire;
import io.confab.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens that look like those of the server, by hand: no library would sign most of these. */
final class Forger {

    private static final String HS256 = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final String token;
    private final String[] parts;
    private final String claims;

    /** Takes a token of the server as its model. */
    Forger(String token) {
        this.token = token;
        parts = token.split("\\.");
        claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    /** The same claims in another wrapping, signed as the server does: proof that the forger knows how. */
    String honest() {
        return hmac("HmacSHA256", HS256, claims);
    }

    /** By what is wrong with each. */
    Map<String, String> forgeries() throws GeneralSecurityException {
        Map<String, String> all = new LinkedHashMap<>();
        addForeignAlgorithms(all);
        addTampered(all);
        addWrongClaims(all);
        addNonsense(all);
        return all;
    }

    private void addForeignAlgorithms(Map<String, String> all) throws GeneralSecurityException {
        for (String none : new String[] {"none", "None", "nOnE", ""}) {
            String header = "{\"typ\":\"JWT\",\"alg\":\"" + none + "\"}";
            all.put("algorithm \"" + none + "\" without signature", encode(header) + "." + parts[1] + ".");
            all.put("algorithm \"" + none + "\", signed", hmac("HmacSHA256", header, claims));
        }
        all.put("no algorithm", hmac("HmacSHA256", "{\"typ\":\"JWT\"}", claims));
        all.put("HS512", hmac("HmacSHA512", "{\"typ\":\"JWT\",\"alg\":\"HS512\"}", claims));
        all.put("HS384", hmac("HmacSHA384", "{\"typ\":\"JWT\",\"alg\":\"HS384\"}", claims));
        all.put("RS256", rsa("{\"typ\":\"JWT\",\"alg\":\"RS256\"}"));
        all.put("RS256 with our secret", hmac("HmacSHA256", "{\"typ\":\"JWT\",\"alg\":\"RS256\"}", claims));
        all.put(
                "RS256 with its key",
                rsa("{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:9/k\",\"kid\":\"../../dev/null\"}"));
        all.put(
                "HS256 with another secret",
                hmac("HmacSHA256", HS256, claims, "another secret that is long enough too"));
        all.put("HS256 with an empty secret", hmac("HmacSHA256", HS256, claims, "\0"));
    }

    private void addTampered(Map<String, String> all) {
        String other = claims.replaceFirst("\"sub\":\"\\d+\"", "\"sub\":\"2\"");
        all.put("another user", parts[0] + "." + encode(other) + "." + parts[2]);
        all.put("another signature", token.substring(0, token.length() - 8) + "AAAAAAAA");
        all.put("no signature", parts[0] + "." + parts[1] + ".");
        all.put("no third part", parts[0] + "." + parts[1]);
        all.put("a fourth part", token + ".x");
        all.put("half a signature", token.substring(0, token.length() - 20));
        all.put("a lengthened signature", token + "AAAA");
    }

    private void addWrongClaims(Map<String, String> all) {
        long now = Instant.now().getEpochSecond();
        all.put("expired", with(json -> json.put("exp", now - 60)));
        all.put("expired long ago", with(json -> json.put("exp", 1)));
        all.put("never expires", with(json -> json.without("exp")));
        all.put("expires in two days", with(json -> json.put("exp", now + 2 * 86_400)));
        all.put("expires beyond all time", with(json -> json.put("exp", Long.MAX_VALUE)));
        all.put("expiry as text", with(json -> json.put("exp", "tomorrow")));
        all.put("not valid yet", with(json -> json.put("nbf", now + 3_600)));
        all.put("another audience", with(json -> json.put("aud", "billing")));
        all.put("no audience", with(json -> json.without("aud")));
        all.put("another issuer", with(json -> json.put("iss", "somebody")));
        all.put("no issuer", with(json -> json.without("iss")));
        all.put("no user", with(json -> json.without("sub")));
        all.put("a user that is no number", with(json -> json.put("sub", "1 OR 1=1")));
        all.put("a user as object", with(json -> json.set("sub", Wire.json().createObjectNode())));
        all.put("no session", with(json -> json.without("sid")));
        all.put("a session as text", with(json -> json.put("sid", "1")));
        all.put("no name", with(json -> json.without("name")));
    }

    private void addNonsense(Map<String, String> all) {
        all.put("dots", "..");
        all.put("three words", "a.b.c");
        all.put("claims that are a list", hmac("HmacSHA256", HS256, "[]"));
        all.put("claims that are no JSON", hmac("HmacSHA256", HS256, "claims"));
        all.put("claims ten thousand deep", hmac("HmacSHA256", HS256, "[".repeat(1_500) + "]".repeat(1_500)));
        all.put("a header that is no JSON", hmac("HmacSHA256", "header", claims));
        all.put("long", "x".repeat(5_000));
        all.put("long and well-formed", with(json -> json.put("pad", "x".repeat(6_000))));
    }

    private String with(UnaryOperator<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) Wire.json().readTree(claims);
            ObjectNode changed = change.apply(json);
            return hmac("HmacSHA256", HS256, (changed == null ? json : changed).toString());
        } catch (java.io.IOException e) {
            throw new AssertionError(claims, e);
        }
    }

    private static String hmac(String algorithm, String header, String body) {
        return hmac(algorithm, header, body, RunningServer.SECRET);
    }

    private static String hmac(String algorithm, String header, String body, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            String signed = encode(header) + "." + encode(body);
            return signed + "." + URL.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(algorithm, e);
        }
    }

    private String rsa(String header) throws GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2_048);
        KeyPair pair = keys.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        String signed = encode(header) + "." + parts[1];
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signed + "." + URL.encodeToString(signature.sign());
    }

    private static String encode(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
