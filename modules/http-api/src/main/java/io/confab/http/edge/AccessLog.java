package io.confab.http.edge;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line per answered request in the logger {@code access}: method, path, status, bytes, milliseconds, request id, user,
 * address. Never a query, a header or a body: those may hold secrets.
 *
 * <p>At the level INFO; what goes well and tells nobody anything, the files of the page and the questions of machines, at
 * DEBUG.
 */
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final int MAX_PATH = 200;
    private static final Set<String> ROUTINE = Set.of("site", "health", "metrics");

    private AccessLog() {}

    static void follow(RoutingContext ctx, Exchange exchange) {
        if (LOG.isInfoEnabled()) {
            ctx.addEndHandler(end -> write(ctx, exchange, end.succeeded()));
        }
    }

    private static void write(RoutingContext ctx, Exchange exchange, boolean complete) {
        long micros = (System.nanoTime() - exchange.startedAt()) / 1_000;
        boolean isRoutine =
                ROUTINE.contains(exchange.served()) && ctx.response().getStatusCode() < 400;
        LOG.atLevel(isRoutine ? Level.DEBUG : Level.INFO)
                .log(
                        "{} {} {} {}B {}.{}ms req={} user={} addr={}{}",
                        escaped(ctx.request().method().name()),
                        escaped(ctx.request().path()),
                        ctx.response().getStatusCode(),
                        ctx.response().bytesWritten(),
                        micros / 1_000,
                        micros / 100 % 10,
                        exchange.requestId(),
                        exchange.identity() == null ? "-" : exchange.identity().userId(),
                        exchange.caller().address(),
                        complete ? "" : " aborted");
    }

    /** Printable ASCII without blanks stays; everything else could forge a line or a field. */
    static String escaped(String text) {
        if (text == null) {
            return "-";
        }
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < Math.min(text.length(), MAX_PATH); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 0x7f) {
                line.append(c);
            } else {
                line.append(String.format("\\u%04x", (int) c));
            }
        }
        return text.length() > MAX_PATH ? line.append("…").toString() : line.toString();
    }
}
