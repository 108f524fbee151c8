package io.confab.http.api;

import static io.vertx.core.http.HttpHeaders.AUTHORIZATION;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Identity;
import io.confab.http.HttpConfig.Rate;
import io.confab.http.edge.Allowance;
import io.confab.http.edge.Exchange;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ValidatableRequest;

/**
 * Settles who asks before anything is said about the request itself: unless the contract calls the operation public, it
 * takes a bearer token (RFC 6750) in the header, and nothing else.
 */
final class Admission implements RequestExtractor {

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String SCHEME = "Bearer ";

    private final Bus bus;
    private final Allowance perUser;

    Admission(Bus bus, Rate perUser) {
        this.bus = bus;
        this.perUser = new Allowance(perUser, System::nanoTime);
    }

    @Override
    public Future<ValidatableRequest> extractValidatableRequest(RoutingContext ctx, Operation operation) {
        Exchange.of(ctx).serves(operation.getOperationId());
        return operation.getSecurityRequirements().isEmpty()
                ? Future.succeededFuture(Extraction.of(ctx, operation))
                : identify(ctx).map(identity -> admit(ctx, operation, identity));
    }

    private ValidatableRequest admit(RoutingContext ctx, Operation operation, Identity identity) {
        Exchange.of(ctx).identify(identity);
        int wait = perUser.take(identity.userId());
        if (wait > 0) {
            throw Failure.rateLimited(wait);
        }
        return Extraction.of(ctx, operation);
    }

    private Future<Identity> identify(RoutingContext ctx) {
        String header = ctx.request().getHeader(AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refuse(ctx, "Bearer");
        }
        return bus.ask(new Authenticate(header.substring(SCHEME.length()).strip()))
                .recover(cause -> isUnauthenticated(cause)
                        ? refuse(ctx, "Bearer error=\"invalid_token\"")
                        : Future.failedFuture(cause));
    }

    private static boolean isUnauthenticated(Throwable cause) {
        return cause instanceof Failure failure && failure.code() == Code.UNAUTHENTICATED;
    }

    private static Future<Identity> refuse(RoutingContext ctx, String challenge) {
        ctx.response().putHeader(CHALLENGE, challenge);
        return Future.failedFuture(
                Failure.of(Code.UNAUTHENTICATED, "Sign in first: the access token is absent or not valid"));
    }
}
