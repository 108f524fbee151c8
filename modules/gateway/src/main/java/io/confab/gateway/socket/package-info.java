/**
 * WebSocket connections as RFC 6455 wants them: checked, bounded, cheap when idle and flushed once per event-loop turn.
 *
 * <p>Must not know: what is said over a socket. No word of chat, of JSON or of a user.
 *
 * <p>One {@link io.confab.gateway.socket.Sockets} per event loop owns every socket of that loop and its only timer;
 * everything here is used on that loop alone. Vert.x accepts the connection and answers the handshake, then
 * {@code SocketUpgrade} takes the channel over: Vert.x 5.0.10 checks neither UTF-8 nor sizes of fragmented messages,
 * flushes at every write, queues without bound and holds 8 KB more for an idle socket.
 *
 * <p>Start reading at {@link io.confab.gateway.socket.Sockets}, then {@link io.confab.gateway.socket.Socket}.
 */
package io.confab.gateway.socket;
