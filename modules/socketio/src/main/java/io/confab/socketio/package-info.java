/**
 * Engine.IO v4 and Socket.IO v5 on a router: polling, WebSocket and the way from one to the other, namespaces, events and
 * acknowledgements.
 *
 * <p>Must not know what is said over it: nothing of chat, users or the bus.
 */
package io.confab.socketio;
