package io.confab.redis.link;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which server has what: the one seam between a single server and a cluster. */
public interface Servers {

    /** Opens the connections, and keeps them open; what comes in goes to the listener. */
    void open(Listener listener);

    /** Whether everything can be sent and heard, as far as is known. */
    boolean isConnected();

    /** Whether commands on a key or channel can be sent, as far as is known. */
    boolean isUp(String key);

    /** Whether what is published on a channel can be heard, as far as is known. */
    boolean isListening(String channel);

    /** Commands on keys of one number may be sent together; it is the same for all where there is one server. */
    int slot(String key);

    /** How to publish here. */
    Command publish();

    /** Sends a command to the server that has this key or channel; fails like {@link CommandLink#send}. */
    Future<Response> send(String key, Request request);

    /** Sends commands on keys of one slot, of which this is one, in one write; like {@link CommandLink#sendAll}. */
    Future<Map<Integer, Refused>> sendAll(String key, List<Request> requests);

    /** Subscribes; each channel is confirmed to the listener, once now and once whenever it had to be done again. */
    void subscribe(Collection<String> channels);

    /** Subscribes no longer. */
    void unsubscribe(Collection<String> channels);

    /** Closes everything for good. */
    Future<Void> close();

    /** Who hears what comes in. */
    interface Listener {

        /** Somebody published. */
        void heard(String channel, Buffer payload);

        /** From now on a channel is heard. */
        void confirmed(String channel);

        /** From now on these channels are not heard, until they are confirmed again. */
        void lost(Collection<String> channels);
    }
}
