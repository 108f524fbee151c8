package io.confab.server.contracts;

import io.confab.server.RunningServer;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for a class of tests, with people who talk by Socket.IO until the end of each. */
final class Acquaintances implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final AtomicInteger names = new AtomicInteger();
    private final List<Talker> talkers = new ArrayList<>();
    private RunningServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = RunningServer.start();
    }

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

    @Override
    public void afterEach(ExtensionContext context) {
        talkers.forEach(Talker::close);
        talkers.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }
}
