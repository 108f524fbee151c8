package io.confab.contract;

import java.util.Objects;

/**
 * The one way in which things go wrong across module borders: a code for programs and a sentence for people.
 *
 * <p>The sentence is shown to clients as it stands, so it never holds a secret, SQL, a class name or another user's
 * data. It carries no stack trace: an expected refusal costs no more than an answer.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What went wrong; the single table from code to HTTP status and to WebSocket close code. */
    public enum Code {
        /** The request itself is malformed or breaks a limit; repeating it unchanged is useless. */
        INVALID(400, 1007),
        /** No, an unknown, an expired or a revoked token. */
        UNAUTHENTICATED(401, 4401),
        /** Known and visible, but not allowed to this role. */
        FORBIDDEN(403, 4403),
        /** Absent, or not to be seen by the asker: the two look the same. */
        NOT_FOUND(404, 4404),
        /** It contradicts what is stored: a name that is taken, a key used for another body, an archived group. */
        CONFLICT(409, 4409),
        /** More bytes than this place takes. */
        TOO_LARGE(413, 1009),
        /** Too many requests; {@link Failure#retryAfterSeconds()} says when to come back. */
        RATE_LIMITED(429, 4429),
        /** Our own fault, logged where it happened; the client hears no more than "Internal error". */
        INTERNAL(500, 1011),
        /** The database is away or too slow, or the node is stopping; the same request with the same key may follow. */
        UNAVAILABLE(503, 1013);

        private final int httpStatus;
        private final int closeCode;

        Code(int httpStatus, int closeCode) {
            this.httpStatus = httpStatus;
            this.closeCode = closeCode;
        }

        /** The HTTP status this code is answered with. */
        public int httpStatus() {
            return httpStatus;
        }

        /** The WebSocket close code used when this failure ends a connection. */
        public int closeCode() {
            return closeCode;
        }
    }

    private final Code code;
    private final String field;
    private final int retryAfterSeconds;

    private Failure(Code code, String sentence, String field, int retryAfterSeconds) {
        super(sentence, null, false, false);
        this.code = Objects.requireNonNull(code);
        this.field = field;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** A failure with a code and a sentence. */
    public static Failure of(Code code, String sentence) {
        return new Failure(code, sentence, null, 0);
    }

    /** An {@code INVALID} that names the field of the request at fault, in its wire spelling. */
    public static Failure invalid(String field, String sentence) {
        return new Failure(Code.INVALID, sentence, field, 0);
    }

    /** A {@code CONFLICT} that names the field of the request whose value is taken, in its wire spelling. */
    public static Failure conflict(String field, String sentence) {
        return new Failure(Code.CONFLICT, sentence, field, 0);
    }

    /** A {@code NOT_FOUND}; {@code what} is a noun such as "group", and absent and forbidden read the same. */
    public static Failure notFound(String what) {
        return of(Code.NOT_FOUND, "There is no such " + what + ", or you may not see it");
    }

    /** A {@code RATE_LIMITED} that says after how many seconds another try makes sense. */
    public static Failure rateLimited(int retryAfterSeconds) {
        return new Failure(
                Code.RATE_LIMITED,
                "Too many requests; try again in " + retryAfterSeconds + " s",
                null,
                Math.max(1, retryAfterSeconds));
    }

    /** An {@code UNAVAILABLE}: nothing is known to be lost, the same request with the same key may be sent again. */
    public static Failure unavailable(String sentence) {
        return of(Code.UNAVAILABLE, sentence);
    }

    /** The same failure, told of a field of the request in its wire spelling. */
    public Failure at(String culprit) {
        return new Failure(code, getMessage(), culprit, retryAfterSeconds);
    }

    /** The failure behind any cause: itself, or an {@code INTERNAL} that says nothing of the cause. */
    public static Failure from(Throwable cause) {
        return cause instanceof Failure failure ? failure : of(Code.INTERNAL, "Internal error");
    }

    /** What went wrong, for programs. */
    public Code code() {
        return code;
    }

    /** What went wrong, for people; safe to show. */
    public String sentence() {
        return getMessage();
    }

    /** The field of the request at fault, or null. */
    public String field() {
        return field;
    }

    /** Seconds until another try makes sense; 0 where that is not known. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
