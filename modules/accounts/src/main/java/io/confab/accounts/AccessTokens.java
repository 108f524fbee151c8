package io.confab.accounts;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Identity;
import io.confab.contract.account.User;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Access tokens: JWTs (RFC 7519) signed with HS256, the only algorithm that is taken, for the audience "confab".
 *
 * <p>Who holds one is who it says, without asking the database; that is why they are short.
 */
final class AccessTokens {

    private static final String ALGORITHM = "HS256";
    private static final String CONFAB = "confab";
    private static final int MAX_LENGTH = 4_096;
    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final JWTAuth jwt;
    private final Duration longestTtl;

    AccessTokens(Vertx vertx, AccountsConfig config) {
        longestTtl = config.longestTtl();
        jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(ALGORITHM)
                                .setBuffer(Buffer.buffer(config.secret())))
                        .setJWTOptions(new JWTOptions()
                                .setAlgorithm(ALGORITHM)
                                .setIssuer(CONFAB)
                                .addAudience(CONFAB)
                                .setLeeway((int) SKEW.toSeconds())));
    }

    /** The identity that a new token of a session proves, from now on and for so long. */
    Identity identify(User user, long sessionId, Duration ttl) {
        return new Identity(
                user,
                sessionId,
                Instant.ofEpochSecond(Instant.now().getEpochSecond()).plus(ttl));
    }

    /** A token that proves an identity until it expires. */
    String sign(Identity identity) {
        JsonObject claims = new JsonObject()
                .put("sub", Long.toString(identity.userId()))
                .put("user_id", identity.userId()) // programs that read tokens may know the number by this name
                .put("sid", identity.sessionId())
                .put("name", identity.user().name())
                .put("guest", identity.user().guest())
                .put("exp", identity.expiresAt().getEpochSecond());
        return jwt.generateToken(
                claims,
                new JWTOptions().setAlgorithm(ALGORITHM).setIssuer(CONFAB).addAudience(CONFAB));
    }

    /** Whom a token proves; {@code UNAUTHENTICATED} when it is not ours, not valid now, or not whole. */
    Future<Identity> verify(String token) {
        if (token == null || token.isEmpty() || token.length() > MAX_LENGTH) {
            return Future.failedFuture(refusal());
        }
        // inside a future, because the library throws where a claim is of another type
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(jwt::authenticate)
                .transform(known -> known.succeeded()
                        ? Future.succeededFuture(
                                read(known.result().attributes().getJsonObject("accessToken")))
                        : Future.failedFuture(refusal()));
    }

    static Failure refusal() {
        return Failure.of(Code.UNAUTHENTICATED, "Your sign-in has ended or is not valid; sign in again");
    }

    private Identity read(JsonObject claims) {
        try {
            Instant expiresAt = Instant.ofEpochSecond(claims.getLong("exp"));
            String name = Objects.requireNonNull((String) claims.getValue("name"));
            User user = new User(Long.parseLong((String) claims.getValue("sub")), name, claims.getBoolean("guest"));
            return requireCurrent(new Identity(user, claims.getLong("sid"), expiresAt));
        } catch (ClassCastException | NumberFormatException | NullPointerException | DateTimeException e) {
            throw refusal(); // signed with our secret but not by us: a claim is missing or of another type
        }
    }

    /** No token outlives the longest time-to-live: that long revoked sessions are remembered. */
    private Identity requireCurrent(Identity identity) {
        Instant now = Instant.now();
        if (!identity.expiresAt().isAfter(now)
                || identity.expiresAt().isAfter(now.plus(longestTtl).plus(SKEW))) {
            throw refusal();
        }
        return identity;
    }
}
