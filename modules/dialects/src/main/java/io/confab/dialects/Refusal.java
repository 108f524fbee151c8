package io.confab.dialects;

import io.vertx.core.json.JsonObject;

/**
 * A refusal in the words of an older system, which its clients know: the status and the whole body.
 *
 * <p>Whatever else goes wrong is a {@code Failure}, told by the contract's {@code Routes.error}.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonObject body;

    /** A refusal with this body, sent as it is. */
    public Refusal(int status, JsonObject body) {
        super("Refused with " + status, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** The body {@code {"detail": …}}. */
    public static Refusal detail(int status, Object detail) {
        return new Refusal(status, new JsonObject().put("detail", detail));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body. */
    public JsonObject body() {
        return body;
    }
}
