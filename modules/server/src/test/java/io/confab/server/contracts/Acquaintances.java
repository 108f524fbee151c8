package io.confab.server.contracts;

import io.confab.server.RunningServer;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One server with people who talk by Socket.IO. */
final class Acquaintances implements AutoCloseable {

    private final AtomicInteger names = new AtomicInteger();
    private final List<Talker> talkers = new ArrayList<>();
    private final RunningServer server = RunningServer.start();

    RunningServer server() {
        return server;
    }

    RestClient rest() {
        return server.rest();
    }

    /** Somebody new. */
    Person person() {
        return rest().register("talker" + names.incrementAndGet());
    }

    /** Connects somebody and waits until he is welcome. */
    Talker in(Person person, String... transports) {
        Talker talker = Talker.signIn(server.uri(), person.token(), transports);
        talkers.add(talker);
        return talker;
    }

    /** Connects with a token, whatever comes of it. */
    Talker knock(String token, String... transports) {
        Talker talker = Talker.connect(server.uri(), token, transports);
        talkers.add(talker);
        return talker;
    }

    /** Disconnects all. */
    void leave() {
        talkers.forEach(Talker::close);
        talkers.clear();
    }

    @Override
    public void close() {
        leave();
        server.close();
    }
}
