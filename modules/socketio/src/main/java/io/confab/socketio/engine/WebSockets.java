package io.confab.socketio.engine;

import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Where WebSockets come from: whoever mounts the engine says so, because it is he who knows what a socket may cost. */
@FunctionalInterface
public interface WebSockets {

    /**
     * Makes a WebSocket of a request, or fails the routing context.
     *
     * @param opened gets the pipe before anything comes in, and answers who takes that
     */
    void upgrade(RoutingContext ctx, Function<Pipe, PipeListener> opened);
}
