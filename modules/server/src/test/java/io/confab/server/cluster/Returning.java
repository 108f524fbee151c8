package io.confab.server.cluster;

import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.NativeSocket;
import io.confab.testkit.client.RestClient.Person;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** A client that comes with its cursors, again and again until it is let in, and what it was told until it had caught up. */
final class Returning {

    private final NativeClients clients;
    private final URI node;
    private final Frame identify;
    private final ConcurrentLinkedQueue<Frame> entries = new ConcurrentLinkedQueue<>();
    private final Promise<Returning> caughtUp = Promise.promise();
    private NativeSocket socket;

    private Returning(NativeClients clients, URI node, Frame identify) {
        this.clients = clients;
        this.node = node;
        this.identify = identify;
    }

    /** Connects and identifies; done when all that came after the cursors was told. */
    static Future<Returning> come(NativeClients clients, URI node, Person person, Map<Long, Long> cursors) {
        Frame identify = Frame.of("identify").with("token", person.token()).with("cursors", cursors);
        Returning client = new Returning(clients, node, identify);
        client.come();
        return client.caughtUp.future();
    }

    private void come() {
        entries.clear();
        clients.open(NativeClients.options(node), this::hear)
                .onSuccess(opened -> socket = opened)
                .compose(opened -> opened.ask(identify))
                .onSuccess(this::answered)
                .onFailure(tooMany -> comeLater());
    }

    private void comeLater() {
        clients.vertx().setTimer(ThreadLocalRandom.current().nextLong(100, 1_000), timer -> come());
    }

    NativeSocket socket() {
        return socket;
    }

    /** The seqs that were told of a group. */
    List<Long> seqs(long group) {
        return entries.stream()
                .filter(frame -> frame.groupId() == group)
                .map(Frame::seq)
                .toList();
    }

    private void answered(Frame answer) {
        if (answer.is("error") && answer.text("code").equals("UNAVAILABLE")) {
            socket.drop();
            comeLater();
        } else if (!answer.is("ready")) {
            caughtUp.tryFail(answer.toString());
        }
    }

    private void hear(Frame frame) {
        if (frame.isEntry()) {
            entries.add(frame);
        } else if (frame.is("resumed")) {
            caughtUp.tryComplete(this);
        }
    }
}
