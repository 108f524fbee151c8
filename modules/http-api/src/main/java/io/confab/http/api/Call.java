package io.confab.http.api;

import io.confab.contract.Failure;
import io.confab.contract.account.Client;
import io.confab.contract.account.Identity;
import io.confab.contract.account.User;
import io.confab.http.edge.Exchange;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;

/** One request that keeps the contract, and who sent it. */
final class Call {

    private static final JsonObject NO_BODY = new JsonObject();

    private final RoutingContext ctx;
    private final ValidatedRequest request;
    private final JsonObject body;

    Call(RoutingContext ctx) {
        this.ctx = ctx;
        request = ctx.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        body = request.getBody() == null ? NO_BODY : request.getBody().getJsonObject(NO_BODY);
    }

    RoutingContext context() {
        return ctx;
    }

    /** Who asks; only for operations that are not public. */
    Identity identity() {
        return Exchange.of(ctx).identity();
    }

    User user() {
        return identity().user();
    }

    long userId() {
        return identity().userId();
    }

    boolean isSecure() {
        return Exchange.of(ctx).caller().isSecure();
    }

    Client client() {
        return new Client(Exchange.of(ctx).caller().address(), ctx.request().getHeader(HttpHeaders.USER_AGENT));
    }

    /** A number of the path. */
    long number(String name) {
        return request.getPathParameters().get(name).getLong();
    }

    /** The group of the path. */
    long groupId() {
        return number("group_id");
    }

    /** A text of the path. */
    String segment(String name) {
        return request.getPathParameters().get(name).getString();
    }

    /** A number of the query; null when it is absent. */
    Long query(String name) {
        return request.getQuery().get(name).getLong();
    }

    long query(String name, long otherwise) {
        return request.getQuery().get(name).getLong(otherwise);
    }

    String queryText(String name) {
        return request.getQuery().get(name).getString();
    }

    /** A header of the contract; null when it is absent. */
    String header(String name) {
        return request.getHeaders().get(name).getString();
    }

    /** A text of the body; null when it is absent. */
    String text(String field) {
        return body.getString(field);
    }

    /** A number of the body; null when it is absent. */
    Long integer(String field) {
        Object value = body.getValue(field);
        return value == null ? null : integer(field, value);
    }

    /** A yes or no of the body; null when it is absent. */
    Boolean flag(String field) {
        return body.getBoolean(field);
    }

    /** A list of numbers of the body; empty when it is absent. */
    List<Long> integers(String field) {
        JsonArray values = body.getJsonArray(field);
        return values == null
                ? List.of()
                : values.stream().map(value -> integer(field, value)).toList();
    }

    /** JSON Schema calls 1e3 and 2.0 integers too; nobody who sends them means it. */
    private static long integer(String field, Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw Failure.invalid(field, field + " must be of the type integer");
    }
}
