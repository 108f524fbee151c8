package io.confab.socketio.engine;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads requests: what is asked of which connection, and what is answered. */
final class Requests {

    private static final String VERSION = "4";
    /** How long a client that still sends may take to read why it is cut off. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private final Engine engine;

    Requests(Engine engine) {
        this.engine = engine;
    }

    void take(RoutingContext ctx) {
        MultiMap query = ctx.queryParams();
        String transport = query.get("transport");
        String sid = query.get("sid");
        boolean isSocket = "websocket".equals(transport);
        Connection connection = sid == null ? null : engine.find(sid);
        if (!VERSION.equals(query.get("EIO"))) {
            answer(ctx, Reply.WRONG_VERSION);
        } else if (!isSocket && !"polling".equals(transport)) {
            answer(ctx, Reply.WRONG_TRANSPORT);
        } else if (sid != null && connection == null) {
            answer(ctx, Reply.unknown(sid));
        } else if (isSocket) {
            upgrade(ctx, connection);
        } else {
            poll(ctx, connection);
        }
    }

    private void upgrade(RoutingContext ctx, Connection connection) {
        if (!HttpMethod.GET.equals(ctx.request().method())) {
            answer(ctx, Reply.WRONG_METHOD);
        } else if (connection == null) {
            engine.openSocket(ctx);
        } else {
            engine.offerSocket(ctx, connection);
        }
    }

    private void poll(RoutingContext ctx, Connection connection) {
        HttpMethod method = ctx.request().method();
        if (HttpMethod.GET.equals(method)) {
            if (connection == null) {
                answer(ctx, Reply.ok(engine.openPolling(ctx)));
            } else {
                waitFor(ctx, connection);
            }
        } else if (HttpMethod.POST.equals(method) && connection != null) {
            post(ctx, connection);
        } else {
            answer(ctx, Reply.WRONG_METHOD);
        }
    }

    private void waitFor(RoutingContext ctx, Connection connection) {
        ctx.response().closeHandler(gone -> on(connection, Connection::forgetPoll));
        ask(connection, Connection::poll)
                .compose(reply -> answer(ctx, reply))
                .onFailure(lost -> on(connection, Connection::end));
    }

    private void post(RoutingContext ctx, Connection connection) {
        Body.read(ctx.request(), engine.limits().maxPayload()).onComplete(read -> {
            if (read.failed()) {
                on(connection, Connection::end);
                cutOff(ctx);
            } else {
                ask(connection, one -> one.post(read.result()))
                        .onSuccess(reply -> answer(ctx, reply))
                        .onFailure(fault -> {
                            on(connection, Connection::end);
                            ctx.fail(fault);
                        });
            }
        });
    }

    /** Asks a connection on its loop; the answer comes on this one, also when whoever takes what came in fails. */
    private Future<Reply> ask(Connection connection, Function<Connection, Future<Reply>> question) {
        Context asker = engine.context();
        if (connection.context() == asker) {
            return Future.succeededFuture(connection).compose(question);
        }
        Promise<Reply> promise = Promise.promise();
        connection
                .context()
                .runOnContext(there -> Future.succeededFuture(connection)
                        .compose(question)
                        .onComplete((reply, fault) -> asker.runOnContext(back -> promise.complete(reply, fault))));
        return promise.future();
    }

    private static void on(Connection connection, Consumer<Connection> action) {
        connection.context().runOnContext(there -> action.accept(connection));
    }

    private static Future<Void> answer(RoutingContext ctx, Reply reply) {
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            return Future.failedFuture("gone");
        }
        return response.setStatusCode(reply.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(reply.body());
    }

    /** The rest of the body is not wanted, so the connection cannot go on with another request. */
    private void cutOff(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        ctx.response().putHeader(HttpHeaders.CONNECTION, "close");
        answer(ctx, Reply.TOO_LONG)
                .onComplete(
                        sent -> engine.later(LINGER, () -> request.connection().close()));
    }

    /** A body of bounded length. */
    private static final class Body {

        private final int max;
        private final Promise<Buffer> whole = Promise.promise();
        private Buffer soFar = Buffer.buffer();

        private Body(int max) {
            this.max = max;
        }

        static Future<Buffer> read(HttpServerRequest request, int max) {
            Body body = new Body(max);
            request.handler(body::add).exceptionHandler(body.whole::tryFail);
            request.endHandler(end -> body.whole.tryComplete(body.soFar));
            return body.whole.future();
        }

        private void add(Buffer more) {
            if (whole.future().isComplete()) {
                return; // the rest of what is too long
            }
            if (soFar.length() + more.length() <= max) {
                soFar.appendBuffer(more);
            } else {
                soFar = Buffer.buffer();
                whole.fail("too long");
            }
        }
    }
}
