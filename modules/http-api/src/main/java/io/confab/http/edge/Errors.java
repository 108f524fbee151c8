package io.confab.http.edge;

import static io.vertx.core.http.HttpHeaders.CONNECTION;
import static io.vertx.core.http.HttpHeaders.CONTENT_TYPE;
import static io.vertx.core.http.HttpHeaders.RETRY_AFTER;

import io.confab.contract.Failure;
import io.confab.contract.Wire;
import io.confab.http.Routes;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where errors become answers: {@code {"error": {code, message, field, request_id}}}, or the body of the
 * foreign contract that owns the path.
 */
public final class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final String JSON = "application/json";
    private static final int[] UNROUTED = {400, 404, 405, 406, 415, 500};
    /** How long a client that still sends may take to read why it is cut off. */
    private static final long LINGER_MILLIS = 500;

    private final Edge edge;
    private final List<Routes> families;

    /** Tells errors natively, but for the paths that a family owns. */
    public Errors(Edge edge, List<Routes> families) {
        this.edge = edge;
        this.families = List.copyOf(families);
    }

    /** Takes over all failures of a router, those of requests that no route takes included. */
    public void mount(Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(ctx -> tell(ctx, ctx.statusCode()));
        for (int status : UNROUTED) {
            router.errorHandler(status, ctx -> tell(ctx, status));
        }
    }

    /**
     * Answers a request that HTTP itself cannot read, and ends the connection; to be given to the listener as its handler
     * of invalid requests.
     */
    public static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status =
                cause instanceof TooLongHttpHeaderException ? 431 : cause instanceof TooLongFrameException ? 414 : 400;
        String requestId = RequestIds.acceptOrMake(null);
        HttpServerResponse response = request.response();
        SecurityHeaders.put(response.headers());
        response.setStatusCode(status)
                .putHeader(RequestIds.HEADER, requestId)
                .putHeader(CONTENT_TYPE, JSON)
                .end(Buffer.buffer(Wire.bytes(Body.of(Problem.of(status), requestId))))
                .onComplete(sent -> request.connection().close());
    }

    private void tell(RoutingContext ctx, int status) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Exchange exchange = edge.begin(ctx);
        Problem problem = problemOf(ctx.failure(), status);
        if (problem.status() >= 500 && !(ctx.failure() instanceof Failure)) {
            LOG.error("Request {} failed", exchange.requestId(), ctx.failure());
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader(RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
        }
        if (isCutOff(problem)) {
            cutOff(ctx);
        }
        response.setStatusCode(problem.status())
                .putHeader(CONTENT_TYPE, JSON)
                .end(Buffer.buffer(Wire.bytes(bodyOf(ctx, problem, exchange.requestId()))));
    }

    private Object bodyOf(RoutingContext ctx, Problem problem, String requestId) {
        String path = ctx.request().path();
        for (Routes family : families) {
            if (family.owns(path)) {
                return family.error(problem, requestId);
            }
        }
        return Body.of(problem, requestId);
    }

    private static Problem problemOf(Throwable cause, int status) {
        if (cause instanceof Failure failure) {
            return Problem.of(failure);
        }
        if (cause instanceof HttpException && cause.getCause() instanceof ValidatorException violation) {
            return Problem.of(Violations.failure(violation));
        }
        if (status > 0 && status < 400) {
            // the body handler's way of saying that the rest of the request will not come
            return Problem.of(400);
        }
        if (cause instanceof HttpException refusal && refusal.getPayload() != null && status < 500) {
            return Problem.of(status, refusal.getPayload());
        }
        return Problem.of(status);
    }

    /** The rest of the body is not wanted, so the connection cannot go on with another request. */
    private static boolean isCutOff(Problem problem) {
        return problem.status() == 408 || problem.status() == 413;
    }

    private static void cutOff(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!request.isEnded()) {
            request.pause();
        }
        ctx.response().putHeader(CONNECTION, "close");
        ctx.vertx().setTimer(LINGER_MILLIS, late -> request.connection().close());
    }

    private record Body(Told error) {

        static Body of(Problem problem, String requestId) {
            return new Body(new Told(problem.code(), problem.message(), problem.field(), requestId));
        }

        private record Told(String code, String message, String field, String requestId) {}
    }
}
