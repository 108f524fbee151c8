package io.confab.http.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.confab.contract.Failure;
import io.confab.contract.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of a request that the contract knows, for Vert.x to check.
 *
 * <p>Vert.x's own extraction decodes parameters twice and takes a text that looks like a number for one. Here texts go in
 * as JSON strings, and what JSON libraries let pass is refused: bytes that are no UTF-8, names that occur twice, nesting
 * deeper than 32.
 */
final class Extraction implements ValidatableRequest {

    /** JSON Schema calls 1e3 and 2.0 integers too; nobody who sends them means it. */
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");

    private final Map<String, RequestParameter> path = new HashMap<>();
    private final Map<String, RequestParameter> query = new HashMap<>();
    private final Map<String, RequestParameter> headers = new HashMap<>();
    private final RequestParameter body;

    private Extraction(RoutingContext ctx, Operation operation) {
        for (Parameter parameter : operation.getParameters()) {
            put(parameter, text(ctx, parameter));
        }
        Buffer bytes = operation.getRequestBody() == null ? null : ctx.body().buffer();
        if (bytes != null) {
            checkJson(bytes);
        }
        body = () -> bytes;
    }

    /** Throws {@code INVALID} for what can be refused without the contract's schemas. */
    static ValidatableRequest of(RoutingContext ctx, Operation operation) {
        return new Extraction(ctx, operation);
    }

    private void put(Parameter parameter, String text) {
        if (text != null) {
            if (parameter.getSchemaType() == SchemaType.INTEGER
                    && !INTEGER.matcher(text).matches()) {
                throw Failure.invalid(parameter.getName(), parameter.getName() + " must be an integer");
            }
            Object value = parameter.getSchemaType() == SchemaType.STRING ? Json.encode(text) : text;
            of(parameter.getIn()).put(parameter.getName(), () -> value);
        }
    }

    private Map<String, RequestParameter> of(Location location) {
        return switch (location) {
            case PATH -> path;
            case QUERY -> query;
            case HEADER -> headers;
            case COOKIE -> throw new IllegalStateException("The contract has no cookie parameters");
        };
    }

    private static String text(RoutingContext ctx, Parameter parameter) {
        String name = parameter.getName();
        return switch (parameter.getIn()) {
            case PATH -> ctx.pathParam(name);
            case QUERY -> only(name, ctx.queryParam(name));
            case HEADER -> only(name, ctx.request().headers().getAll(name));
            case COOKIE -> null;
        };
    }

    private static String only(String name, List<String> values) {
        if (values.size() > 1) {
            throw Failure.invalid(name, name + " is given more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static void checkJson(Buffer bytes) {
        try (JsonParser parser = Wire.json().createParser(utf8(bytes))) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            while (parser.nextToken() != null) {
                // only to see that it can be read
            }
        } catch (StreamConstraintsException e) {
            throw Failure.invalid("body", "The body is nested too deep, or one of its parts is too long");
        } catch (CharacterCodingException e) {
            throw Failure.invalid("body", "The body is not UTF-8");
        } catch (IOException e) {
            throw Failure.invalid("body", "The body is not JSON, or a name occurs twice in one object");
        }
    }

    private static String utf8(Buffer bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.getBytes()))
                .toString();
    }

    @Override
    public Map<String, RequestParameter> getPathParameters() {
        return path;
    }

    @Override
    public Map<String, RequestParameter> getQuery() {
        return query;
    }

    @Override
    public Map<String, RequestParameter> getHeaders() {
        return headers;
    }

    @Override
    public Map<String, RequestParameter> getCookies() {
        return Map.of();
    }

    @Override
    public RequestParameter getBody() {
        return body;
    }

    /** Another type has not come so far, and Vert.x minds upper case. */
    @Override
    public String getContentType() {
        return "application/json";
    }
}
