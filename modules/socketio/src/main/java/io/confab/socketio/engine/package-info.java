/**
 * Engine.IO v4: connections that begin by HTTP long-polling or on a WebSocket and may move from the first to the second.
 *
 * <p>Must not know: what is said in its messages, where WebSockets come from ({@link
 * io.confab.socketio.engine.WebSockets}).
 *
 * <p>A connection lives on one event loop. The requests of a polling client come on whichever loop accepted them, so they are
 * brought to the loop of the connection; its WebSocket too ({@code Hop}). Start reading at {@link
 * io.confab.socketio.engine.Engine}.
 */
package io.confab.socketio.engine;
