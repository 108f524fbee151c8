package io.confab.redis.link;

import io.confab.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The connection to a server that commands go out on, in the order in which they are sent. */
public final class CommandLink {

    private static final String CLOSED = "CONNECTION_CLOSED";
    private static final Pattern REFUSAL = Pattern.compile("(?m)^ERR \\[(\\d+)\\] (.*)$");

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
     * Sends a command; has an answer within one and a half seconds.
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

    /**
     * Sends commands in one write; has all answers within one and a half seconds.
     *
     * @return what the server refused, by the place of the command; a failure of {@code UNAVAILABLE} when the server is away
     *     or does not answer
     */
    public Future<Map<Integer, Refused>> sendAll(List<Request> requests) {
        RedisConnection connection = link.connection();
        if (connection == null) {
            return Future.failedFuture(away());
        }
        return connection
                .batch(requests)
                .timeout(Link.DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .map(all -> Map.<Integer, Refused>of())
                .recover(cause -> {
                    Throwable reason = reason(connection, cause);
                    return reason instanceof Refused
                            ? Future.succeededFuture(refusals(reason.getMessage()))
                            : Future.failedFuture(reason);
                });
    }

    /** The client fails as a whole and says a line for each refusal; what is in no line was carried out. */
    private static Map<Integer, Refused> refusals(String lines) {
        return REFUSAL.matcher(lines)
                .results()
                .collect(Collectors.toMap(
                        each -> Integer.parseInt(each.group(1)),
                        each -> new Refused(each.group(2)),
                        (one, two) -> one));
    }

    /** Closes it for good. */
    public Future<Void> close() {
        return link.close();
    }

    private Throwable reason(RedisConnection connection, Throwable cause) {
        if (cause instanceof Response && !cause.getMessage().contains(CLOSED)) {
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
