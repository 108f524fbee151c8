package io.confab.socketio;

import io.confab.socketio.engine.Connection;
import io.confab.socketio.engine.Packet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One connection as Socket.IO sees it: the namespaces its client is in, and a packet that waits for its attachments. */
final class Client {

    private final SocketIo server;
    private final Connection connection;
    private final Map<String, NamespaceSocket> namespaces = new HashMap<>(2);
    private final List<Buffer> attached = new ArrayList<>(0);
    private SocketPacket incomplete;
    /** How many packets had attachments. */
    private long turns;

    private int refusals;
    private int joined;

    Client(SocketIo server, Connection connection) {
        this.server = server;
        this.connection = connection;
        connection.onText(this::receive);
        connection.onBinary(this::attach);
        connection.onClose(this::closed);
    }

    Connection connection() {
        return connection;
    }

    void send(String packet) {
        connection.send(Packet.of("4" + packet));
    }

    void entered() {
        joined++;
        server.served(this);
    }

    void wasRefused() {
        if (++refusals >= server.limits().maxRefusals()) {
            connection.close();
        }
    }

    void left(String namespace) {
        NamespaceSocket gone = namespaces.remove(namespace);
        joined -= gone != null && gone.wasIn() ? 1 : 0;
        if (joined == 0 && connection.isOpen()) {
            server.idle(this);
        }
    }

    private void receive(String text) {
        SocketPacket packet = incomplete == null ? SocketPacket.read(text) : null;
        if (packet == null || packet.attachments() > server.limits().maxAttachments()) {
            connection.close();
        } else if (packet.attachments() == 0) {
            take(packet, packet.data());
        } else {
            incomplete = packet;
            long turn = ++turns;
            server.later(server.limits().attachWithin(), () -> {
                if (incomplete != null && turns == turn) {
                    connection.close();
                }
            });
        }
    }

    private void attach(Buffer bytes) {
        SocketPacket packet = incomplete;
        if (packet == null) {
            connection.close();
            return;
        }
        attached.add(bytes);
        if (attached.size() == packet.attachments()) {
            incomplete = null;
            JsonArray whole = Attachments.insert((JsonArray) packet.data(), attached);
            attached.clear();
            take(packet, whole);
        }
    }

    private void take(SocketPacket packet, Object data) {
        NamespaceSocket socket = namespaces.get(packet.namespace());
        if (packet.type() == SocketPacket.Type.CONNECT && socket == null) {
            enter(packet.namespace(), data == null ? new JsonObject() : (JsonObject) data);
        } else if (packet.type() == SocketPacket.Type.DISCONNECT) {
            if (socket != null) {
                socket.over();
            }
        } else if (packet.type() != SocketPacket.Type.CONNECT && socket != null && data != null) {
            socket.received(packet, (JsonArray) data);
        } else {
            connection.close();
        }
    }

    private void enter(String namespace, JsonObject auth) {
        Consumer<Entry> handler = server.namespace(namespace);
        if (handler == null) {
            send("4" + namespace + ","
                    + new JsonObject().put("message", "Invalid namespace").encode());
            wasRefused();
        } else {
            NamespaceSocket socket = new NamespaceSocket(this, namespace, server.newSid());
            namespaces.put(namespace, socket);
            handler.accept(new Entry(auth, socket));
        }
    }

    private void closed() {
        server.served(this);
        attached.clear();
        incomplete = null;
        List.copyOf(namespaces.values()).forEach(NamespaceSocket::over);
    }
}
