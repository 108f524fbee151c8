package io.confab.dialects;

import io.confab.http.Routes;
import io.confab.http.edge.Problem;
import io.vertx.ext.web.Router;
import java.util.Set;

/** Addresses that no contract owns, the native ones excepted: errors there have the body {@code {"detail": …}}. */
final class Elsewhere implements Routes {

    private static final String NATIVE = "/api/v1";
    private static final Set<String> OWN = Set.of("/ws", "/metrics", "/health/live", "/health/ready");

    @Override
    public void mount(Router router) {
        // nothing is served here
    }

    @Override
    public boolean owns(String path) {
        return !path.equals(NATIVE) && !path.startsWith(NATIVE + "/") && !OWN.contains(path);
    }

    @Override
    public Object error(Problem problem, String requestId) {
        return Detail.of(problem);
    }
}
