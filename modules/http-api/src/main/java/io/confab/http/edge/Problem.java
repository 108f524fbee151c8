package io.confab.http.edge;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;

/**
 * What went wrong with a request, ready to be told.
 *
 * @param status the HTTP status
 * @param code for programs: the name of a {@link Code}, or of one of the few things that only HTTP knows
 * @param message for people
 * @param field the part of the request at fault; null when it is none
 * @param retryAfterSeconds when another try makes sense; 0 when that is not known
 */
public record Problem(int status, String code, String message, String field, int retryAfterSeconds) {

    /** A failure of the language. */
    public static Problem of(Failure failure) {
        Code code = failure.code();
        int wait = code == Code.UNAVAILABLE ? Math.max(1, failure.retryAfterSeconds()) : failure.retryAfterSeconds();
        return new Problem(code.httpStatus(), code.name(), failure.sentence(), failure.field(), wait);
    }

    /** What a status says when nobody has said more. */
    public static Problem of(int status) {
        return switch (status) {
            case 401 -> of(Failure.of(Code.UNAUTHENTICATED, "Sign in first"));
            case 403 -> of(Failure.of(Code.FORBIDDEN, "You may not do that"));
            case 404 -> of(Failure.of(Code.NOT_FOUND, "There is nothing at this address"));
            case 405 ->
                plain(405, "METHOD_NOT_ALLOWED", "This address does not know this method; see the header Allow");
            case 408 -> plain(408, Code.INVALID.name(), "The request did not arrive in time");
            case 413 -> of(Failure.of(Code.TOO_LARGE, "The body is longer than this address takes"));
            case 414 -> plain(414, Code.TOO_LARGE.name(), "The address is too long");
            case 415 -> plain(415, "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json in UTF-8");
            case 421 ->
                plain(
                        421,
                        Code.INVALID.name(),
                        "This server is not asked by this name; its operator lists names in CONFAB_HOSTS");
            case 431 -> plain(431, Code.TOO_LARGE.name(), "The headers are too long");
            case 503 -> of(Failure.unavailable("The service is busy or stopping; try again"));
            default ->
                status >= 400 && status < 500
                        ? plain(status, Code.INVALID.name(), "The request is malformed")
                        : of(Failure.of(Code.INTERNAL, "Internal error"));
        };
    }

    /** A status with a sentence of its own. */
    static Problem of(int status, String sentence) {
        return plain(status, of(status).code(), sentence);
    }

    private static Problem plain(int status, String code, String message) {
        return new Problem(status, code, message, null, 0);
    }
}
