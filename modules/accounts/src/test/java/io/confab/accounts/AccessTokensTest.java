package io.confab.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import io.confab.contract.account.Identity;
import io.confab.contract.account.User;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens are made here by hand, so that what is refused is known to be what it should be. */
class AccessTokensTest {

    private static final String SECRET = "a secret of at least thirty-two bytes";
    private static final User ANN = new User(7, "Ann ☕", false);
    private static final JsonObject HS256 = new JsonObject().put("typ", "JWT").put("alg", "HS256");

    private final Vertx vertx = Vertx.vertx();
    private final AccessTokens tokens = new AccessTokens(vertx, AccountsConfig.defaults(SECRET));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void provesWhatItSigned() {
        Identity identity = tokens.identify(ANN, 4_503_599_627_370_496L, Duration.ofMinutes(15));
        assertThat(tokens.verify(tokens.sign(identity)).await()).isEqualTo(identity);
        assertThat(identity.expiresAt())
                .isBetween(Instant.now().plusSeconds(880), Instant.now().plusSeconds(900));
    }

    @Test
    void signsAPlainJwtThatOthersCanCheck() {
        String[] parts =
                tokens.sign(tokens.identify(ANN, 5, Duration.ofMinutes(15))).split("\\.", -1);
        assertThat(decode(parts[0])).isEqualTo(HS256);
        assertThat(decode(parts[1]).fieldNames())
                .containsExactlyInAnyOrder("sub", "user_id", "sid", "name", "guest", "iat", "exp", "iss", "aud");
        assertThat(parts[2]).isEqualTo(mac("HmacSHA256", SECRET, parts[0] + "." + parts[1]));
    }

    @Test
    void takesATokenMadeByHand() {
        assertThat(tokens.verify(signed(claims())).await().user()).isEqualTo(ANN);
    }

    @Test
    void refusesAnotherSecret() {
        refuses(token(HS256, claims(), "HmacSHA256", SECRET + "!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void refusesNoAlgorithm(String none) {
        String unsigned = encode(new JsonObject().put("alg", none)) + "." + encode(claims());
        refuses(unsigned);
        refuses(unsigned + ".");
        refuses(token(new JsonObject().put("alg", none), claims(), "HmacSHA256", SECRET));
    }

    @Test
    void refusesOtherAlgorithmsEvenWithOurSecret() {
        refuses(token(new JsonObject().put("alg", "HS384"), claims(), "HmacSHA384", SECRET));
        refuses(token(new JsonObject().put("alg", "HS512"), claims(), "HmacSHA512", SECRET));
        refuses(token(new JsonObject().put("alg", "RS256"), claims(), "HmacSHA256", SECRET));
        refuses(token(new JsonObject(), claims(), "HmacSHA256", SECRET));
    }

    @Test
    void refusesAnEmbeddedKey() {
        JsonObject header = HS256.copy()
                .put("jwk", new JsonObject().put("kty", "oct").put("k", "c2VjcmV0"))
                .put("jku", "https://example.org/keys");
        refuses(token(header, claims(), "HmacSHA256", "secret"));
    }

    @Test
    void refusesAnExpiredTokenToTheSecond() {
        refuses(signed(claims().put("exp", Instant.now().getEpochSecond())));
        refuses(signed(claims().put("exp", 1)));
    }

    @Test
    void refusesATokenThatNeverExpiresOrMuchTooLate() {
        JsonObject eternal = claims();
        eternal.remove("exp");
        refuses(signed(eternal));
        refuses(signed(claims().put("exp", Instant.now().plusSeconds(86_410).getEpochSecond())));
        refuses(signed(claims().put("exp", Long.MAX_VALUE)));
    }

    @Test
    void takesATokenThatANodeOfLongerLivesMade() {
        AccountsConfig config = AccountsConfig.defaults(SECRET);
        AccessTokens day = new AccessTokens(vertx, config.withAccess(config.longestTtl(), config.longestTtl()));
        Identity identity = day.identify(ANN, 5, config.longestTtl());
        assertThat(identity.expiresAt()).isAfter(Instant.now().plusSeconds(86_390));
        assertThat(tokens.verify(day.sign(identity)).await()).isEqualTo(identity);
    }

    @Test
    void refusesATokenOfTheFuture() {
        refuses(signed(claims().put("iat", Instant.now().plusSeconds(60).getEpochSecond())));
        refuses(signed(claims().put("nbf", Instant.now().plusSeconds(60).getEpochSecond())));
    }

    @Test
    void toleratesTheClockOfAnotherNode() {
        JsonObject claims = claims().put("iat", Instant.now().plusSeconds(3).getEpochSecond());
        assertThat(tokens.verify(signed(claims)).await().user()).isEqualTo(ANN);
    }

    @Test
    void refusesAnotherAudienceOrIssuer() {
        refuses(signed(claims().put("aud", "other")));
        refuses(signed(claims().put("aud", new JsonArray().add("other"))));
        refuses(signed(claims().put("aud", new JsonArray())));
        refuses(signed(claims().put("iss", "other")));
        refuses(signed(without("aud")));
        refuses(signed(without("iss")));
    }

    @Test
    void refusesATokenThatIsNotWhole() {
        for (String claim : new String[] {"sub", "sid", "name", "guest"}) {
            refuses(signed(without(claim)));
            refuses(signed(claims().put(claim, new JsonObject())));
        }
        refuses(signed(claims().put("exp", "soon")));
        refuses(signed(claims().put("sub", "ann")));
        refuses(signed(claims().put("sid", "5")));
    }

    @Test
    void noticesEveryChangedCharacter() {
        String token = signed(claims());
        int end = token.length() - 1; // the last character holds two bits that mean nothing
        for (int i = 0; i < end; i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            refuses(token.substring(0, i) + changed + token.substring(i + 1));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ".", "..", "...", "a.b.c", "e30.e30.e30", "e30.e30.", "\u0000", "{}"})
    void refusesWhatIsNoToken(String token) {
        refuses(token);
    }

    @Test
    void refusesAnEndlessToken() {
        refuses("a".repeat(10_000_000));
        refuses(signed(claims().put("more", "x".repeat(5_000))));
        refuses(encode(HS256) + "." + "W".repeat(4_000) + ".x");
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> tokens.verify(token).await())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(Failure.Code.UNAUTHENTICATED));
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("sub", "7")
                .put("sid", 5)
                .put("name", ANN.name())
                .put("guest", false)
                .put("iat", Instant.now().getEpochSecond())
                .put("exp", Instant.now().plusSeconds(600).getEpochSecond())
                .put("iss", "confab")
                .put("aud", "confab");
    }

    private static JsonObject without(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);
        return claims;
    }

    private static String signed(JsonObject claims) {
        return token(HS256, claims, "HmacSHA256", SECRET);
    }

    private static String token(JsonObject header, JsonObject claims, String algorithm, String secret) {
        String input = encode(header) + "." + encode(claims);
        return input + "." + mac(algorithm, secret, input);
    }

    private static String mac(String algorithm, String secret, String input) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return base64(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(JsonObject json) {
        return base64(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject decode(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
