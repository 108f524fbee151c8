package io.confab.redis.link;

import io.confab.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The connection to a server that commands go out on, in the order in which they are sent. */
public final class CommandLink {

    private final Link link;

    /** Not open yet. */
    public CommandLink(Vertx vertx, Address address, Host host) {
        link = new Link(vertx, address, host, new Link.Use() {
            @Override
            public void opened(RedisConnection connection) {}

            @Override
            public void lost() {}

            @Override
            public Future<?> probe(RedisConnection connection) {
                return connection.send(Request.cmd(Command.PING));
            }
        });
    }

    /** Opens it, and keeps it open until it is closed. */
    public CommandLink open() {
        link.open();
        return this;
    }

    /** Whether commands can be sent, as far as is known. */
    public boolean isUp() {
        return link.connection() != null;
    }

    /**
     * Sends a command; has an answer within two seconds.
     *
     * <p>Fails with {@link Refused} when the server refuses it, with a {@code Failure} of {@code UNAVAILABLE} when the server
     * is away or does not answer; whether it was carried out is not known then.
     */
    public Future<Response> send(Request request) {
        RedisConnection connection = link.connection();
        if (connection == null) {
            return Future.failedFuture(away());
        }
        return connection
                .send(request)
                .timeout(Link.DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(reason(connection, cause)));
    }

    /** Closes it for good. */
    public Future<Void> close() {
        return link.close();
    }

    private Throwable reason(RedisConnection connection, Throwable cause) {
        if (cause instanceof Response && !"CONNECTION_CLOSED".equals(cause.getMessage())) {
            return new Refused(cause.getMessage());
        }
        if (cause instanceof TimeoutException && connection == link.connection()) {
            link.cut();
        }
        return away();
    }

    private static Failure away() {
        return Failure.unavailable("Redis does not answer");
    }
}
