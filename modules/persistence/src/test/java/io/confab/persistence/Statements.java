package io.confab.persistence;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.tracing.QueryRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Every statement that goes to the database of one Vert.x instance, with the parameters of its last run. */
final class Statements implements VertxTracer<Object, Object> {

    private final Map<String, Tuple> seen = new ConcurrentHashMap<>();

    /** A Vert.x instance whose statements are seen here. */
    Vertx vertx() {
        return Vertx.builder()
                .withTracer(options -> this)
                .with(new VertxOptions().setTracingOptions(new TracingOptions()))
                .build();
    }

    Map<String, Tuple> seen() {
        return seen;
    }

    @Override
    public <R> Object sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        if (request instanceof QueryRequest query) {
            Tuple parameters =
                    query.tuples().isEmpty() ? Tuple.tuple() : query.tuples().get(0);
            seen.put(query.sql(), parameters);
        }
        return null;
    }
}
