package io.confab.dialects.lobby;

import io.confab.http.Routes;
import io.confab.http.edge.Exchange;
import io.confab.http.edge.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests in the words of the older system's {@code access.log} and {@code error.log}: when each begins and when it is
 * answered. They go to files alone; the console has lines of the server's own. Handshakes of sockets are left out.
 */
final class RequestLog implements Routes {

    private static final Logger REQUESTS = LoggerFactory.getLogger("file.access");
    private static final Logger ERRORS = LoggerFactory.getLogger("file.error");
    private static final int SERVER_ERROR = 500;

    @Override
    public void mount(Router router) {
        if (REQUESTS.isInfoEnabled()) {
            router.route().order(Integer.MIN_VALUE + 1).handler(this::follow);
        }
    }

    @Override
    public boolean owns(String path) {
        return false;
    }

    @Override
    public Object error(Problem problem, String requestId) {
        return Map.of("detail", problem.message());
    }

    private void follow(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!request.headers().contains(HttpHeaders.UPGRADE)) {
            long id = System.currentTimeMillis();
            long begun = System.nanoTime();
            REQUESTS.info(
                    "Request {} started | {} {} | Client: {}",
                    id,
                    Lines.safe(request.method().name()),
                    Lines.safe(request.path()),
                    Exchange.of(ctx).caller().address());
            ctx.addEndHandler(end -> answered(ctx, id, System.nanoTime() - begun));
        }
        ctx.next();
    }

    private static void answered(RoutingContext ctx, long id, long nanos) {
        int status = ctx.response().getStatusCode();
        if (status >= SERVER_ERROR) {
            ERRORS.error("Request {} failed | Error: status {}", id, status);
        }
        REQUESTS.info(
                "Request {} completed | Status: {} | Time: {}ms",
                id,
                status,
                String.format(Locale.ROOT, "%.2f", (double) nanos / TimeUnit.MILLISECONDS.toNanos(1)));
    }
}
