package io.confab.dialects.conversations;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Identity;
import io.confab.contract.account.ReadUser;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Who shows a token, in this contract's words when it is none that counts. */
final class Tokens {

    static final String MISSING = "No Authorization Header";
    static final String INVALID = "Invalid token";
    static final String EXPIRED = "Token has expired";

    private static final String SCHEME = "Bearer ";

    private final Bus bus;

    Tokens(Bus bus) {
        this.bus = bus;
    }

    /** The identity that a token proves, with or without the word Bearer; its user must still be there. */
    Future<Identity> identity(String shown) {
        if (shown == null || shown.isBlank()) {
            return Future.failedFuture(refusal(MISSING));
        }
        String token = shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? shown.substring(SCHEME.length()).strip()
                : shown.strip();
        return bus.ask(new Authenticate(token))
                .recover(cause -> Future.failedFuture(inOldWords(cause, token)))
                .compose(identity -> bus.ask(new ReadUser(identity.userId()))
                        .recover(cause -> Future.failedFuture(
                                Failure.from(cause).code() == Code.NOT_FOUND ? refusal(INVALID) : cause))
                        .map(identity));
    }

    private static Failure refusal(String sentence) {
        return Failure.of(Code.UNAUTHENTICATED, sentence);
    }

    private static Throwable inOldWords(Throwable cause, String token) {
        return Failure.from(cause).code() == Code.UNAUTHENTICATED
                ? refusal(saysItHasExpired(token) ? EXPIRED : INVALID)
                : cause;
    }

    /** What a refused token says of itself, which is believed only to choose the word of the refusal. */
    private static boolean saysItHasExpired(String token) {
        try {
            String[] parts = token.split("\\.", -1);
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            Long end = new JsonObject(claims).getLong("exp");
            return parts.length == 3 && end != null && end <= Instant.now().getEpochSecond();
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DecodeException | ClassCastException e) {
            return false;
        }
    }
}
