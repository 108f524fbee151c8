/**
 * Socket.IO v5 over Engine.IO v4: namespaces, events with acknowledgements, attachments.
 *
 * <p>Must not know what is said over it: nothing of chat, users or the bus. Start reading at {@link
 * io.confab.socketio.SocketIo}; {@link io.confab.socketio.engine.Engine} is the transport below.
 */
package io.confab.socketio;
