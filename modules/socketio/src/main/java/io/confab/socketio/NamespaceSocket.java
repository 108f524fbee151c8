package io.confab.socketio;

import io.confab.socketio.engine.Connection;
import io.confab.socketio.engine.Packet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One client in one namespace; used on the event loop of its connection. */
public final class NamespaceSocket {

    private final Client client;
    private final String namespace;
    private final String sid;
    private boolean isIn;
    private boolean isOver;
    private Consumer<Event> event = said -> {};
    private Runnable leave = () -> {};

    NamespaceSocket(Client client, String namespace, String sid) {
        this.client = client;
        this.namespace = namespace;
        this.sid = sid;
    }

    /** Sets who takes what the client says. */
    public void onEvent(Consumer<Event> handler) {
        event = handler;
    }

    /** Sets who is told, once, that the client is no longer in the namespace, whoever ended it. */
    public void onLeave(Runnable handler) {
        leave = handler;
    }

    /** Its id, which is not that of its connection. */
    public String sid() {
        return sid;
    }

    /** What carries it. */
    public Connection connection() {
        return client.connection();
    }

    /** Whether it has been let in and has not left. */
    public boolean isIn() {
        return isIn && !isOver;
    }

    /** Says something to the client; arguments are JSON values or bytes. */
    public void emit(String name, Object... args) {
        JsonArray data = new JsonArray().add(name);
        for (Object arg : args) {
            data.add(arg);
        }
        send('2', '5', "", data);
    }

    /** Sends a packet that is encoded already, as the main namespace has it. */
    public void write(Packet packet) {
        if (isIn()) {
            client.connection().send(packet);
        }
    }

    /** Ends it, so that the client does not come again by itself. */
    public void disconnect() {
        if (isIn()) {
            client.send("1" + prefix());
        }
        over();
    }

    /** Whether it was ever let in. */
    boolean wasIn() {
        return isIn;
    }

    void accepted() {
        if (!isOver) {
            isIn = true;
            client.entered();
            client.send("0" + prefix() + new JsonObject().put("sid", sid).encode());
        }
    }

    void refused(String sentence) {
        if (!isOver) {
            client.send(
                    "4" + prefix() + new JsonObject().put("message", sentence).encode());
            over();
            client.wasRefused();
        }
    }

    void received(SocketPacket packet, JsonArray data) {
        if (packet.type().isEvent()) {
            JsonArray args = data.copy();
            String name = (String) args.remove(0);
            event.accept(new Event(name, args, ack(packet.ack())));
        }
    }

    /** It is no longer in the namespace. */
    void over() {
        if (!isOver) {
            isOver = true;
            client.left(namespace);
            leave.run();
        }
    }

    private Event.Ack ack(Long id) {
        if (id == null) {
            return args -> {};
        }
        boolean[] answered = new boolean[1];
        return args -> {
            if (!answered[0]) {
                answered[0] = true;
                send('3', '6', id.toString(), JsonArray.of(args));
            }
        };
    }

    private void send(char plain, char binary, String id, JsonArray data) {
        if (!isIn()) {
            return;
        }
        List<Buffer> bytes = new ArrayList<>(0);
        String json = Attachments.extract(data, bytes).encode();
        if (bytes.isEmpty()) {
            client.send(plain + prefix() + id + json);
        } else {
            client.send(binary + (bytes.size() + "-") + prefix() + id + json);
            bytes.forEach(each -> client.connection().send(Packet.of(each)));
        }
    }

    private String prefix() {
        return namespace.equals(SocketPacket.MAIN) ? "" : namespace + ",";
    }
}
