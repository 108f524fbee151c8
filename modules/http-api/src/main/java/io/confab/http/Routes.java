package io.confab.http;

import io.confab.http.edge.Problem;
import io.vertx.ext.web.Router;

/**
 * The seam for another REST contract on the same port: its routes, and the error bodies of its family of paths.
 *
 * <p>Its requests pass the edge (request id, security headers, access log) like all others. A handler fails its routing
 * context with a {@code Failure} and leaves the rest to {@link #error}.
 */
public interface Routes {

    /** Adds the contract's routes; called once on each event loop. */
    void mount(Router router);

    /** Whether an error at this path is told in this contract's body. */
    boolean owns(String path);

    /** The JSON body of an error, as a record or a map. */
    Object error(Problem problem, String requestId);
}
