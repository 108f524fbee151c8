package io.confab.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.NativeSocket;
import io.confab.testkit.client.RestClient.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three devices of one user send, edit, delete and read at random beside another user, and always agree on what is unread. */
class UnreadOnDevicesIT {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadOnDevicesIT.class);
    private static final int DEVICES = 3;
    private static final int HISTORIES = 100;
    private static final int STEPS = 100;
    private static final int AT_ONCE = 20;

    private static RunningServer server;
    private static NativeClients clients;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Map.of(
                "MYSQL_URI", Services.mysql(),
                "CONFAB_RATE_USER", "100000",
                "CONFAB_RATE_SESSION", "100000"));
        clients = new NativeClients();
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.close();
    }

    @Test
    void agreesOnEveryDeviceAfterTenThousandRandomSteps() throws Exception {
        long seed = Long.getLong("confab.seed", System.nanoTime());
        LOG.warn("-Dconfab.seed={} gives the same histories again", seed);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Void>> players = new ArrayList<>();
            for (int player = 0; player < AT_ONCE; player++) {
                Random random = new Random(seed + player);
                Person ann = server.rest().register("ann " + player);
                Person bob = server.rest().register("bob " + player);
                players.add(() -> play(random, ann, bob));
            }
            for (java.util.concurrent.Future<Void> played : threads.invokeAll(players)) {
                played.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The devices stay connected over all histories of a player; each history has a group of its own. */
    private static Void play(Random random, Person ann, Person bob) throws Exception {
        List<Device> anns = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            anns.add(Device.connect(ann));
        }
        Device bobs = Device.connect(bob);
        for (int i = 0; i < HISTORIES / AT_ONCE; i++) {
            new History(random, anns, bobs, group(ann, bob)).play(ann);
        }
        anns.forEach(device -> device.socket.close());
        return null;
    }

    private static long group(Person ann, Person bob) {
        Map<String, Object> founding = Map.of("kind", "PRIVATE", "name", "Two", "member_ids", List.of(bob.userId()));
        return server.rest()
                .post("/api/v1/groups", ann.token(), founding)
                .path("id")
                .asLong();
    }

    /** One group and what happens in it. */
    private record History(Random random, List<Device> anns, Device bobs, long group) {

        void play(Person ann) throws Exception {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            Device reader = anns.get(random.nextInt(DEVICES));
            Frame last =
                    reader.ask(Frame.of("mark_read").with("group_id", group).with("seq", 1));
            long unread = server.rest()
                    .get("/api/v1/groups/" + group, ann.token())
                    .path("unread")
                    .asLong();
            assertThat(last.number("unread")).isEqualTo(unread);
            for (Device device : anns) {
                device.ask(Frame.of("ping"));
                assertThat(device.unread(group)).as("group %d", group).isEqualTo(unread);
            }
        }

        private void step() throws Exception {
            Device device = random.nextBoolean() ? bobs : anns.get(random.nextInt(DEVICES));
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> device.ask(Frame.message(group, "step"));
                case 3 -> change(device, Frame.of("edit_message").with("content", "edited " + random.nextInt()));
                case 4 -> change(device, Frame.of("delete_message"));
                default ->
                    device.ask(Frame.of("mark_read")
                            .with("group_id", group)
                            .with("seq", 1 + random.nextInt((int) Math.max(1, device.head(group)))));
            }
        }

        private void change(Device device, Frame change) throws Exception {
            List<Long> own = device.ownMessages(group);
            if (!own.isEmpty()) {
                // another device may have deleted it a moment ago, then this is a CONFLICT
                device.tryTo(change.with("group_id", group).with("seq", own.get(random.nextInt(own.size()))));
            }
        }
    }

    /** A session that counts by itself from what it hears, as a client would: who said what is left, and the read mark. */
    private static final class Device {

        private final long userId;
        private final Map<Long, Map<Long, Long>> senders = new HashMap<>();
        private final Map<Long, Long> heads = new HashMap<>();
        private final Map<Long, Long> readSeqs = new HashMap<>();
        private NativeSocket socket;

        private Device(long userId) {
            this.userId = userId;
        }

        static Device connect(Person person) throws Exception {
            Device device = new Device(person.userId());
            device.socket = clients.open(NativeClients.options(server.uri()), device::hear)
                    .await(10, TimeUnit.SECONDS);
            device.ask(Frame.of("identify").with("token", person.token()));
            return device;
        }

        /** A command that must not fail. */
        Frame ask(Frame command) throws Exception {
            Frame answer = tryTo(command);
            assertThat(answer.type()).as(answer.toString()).isNotEqualTo("error");
            return answer;
        }

        Frame tryTo(Frame command) throws Exception {
            Frame answer = socket.ask(command).await(10, TimeUnit.SECONDS);
            // an answer to mark_read tells where the marks stand
            hear(answer);
            return answer;
        }

        private synchronized void hear(Frame frame) {
            long group = frame.groupId();
            if (frame.isEntry()) {
                heads.merge(group, frame.seq(), Math::max);
            }
            switch (frame.type()) {
                case "new_message" ->
                    senders.computeIfAbsent(group, id -> new HashMap<>()).put(frame.seq(), frame.number("sender_id"));
                case "message_deleted" ->
                    senders.get(group).remove(frame.at("message").path("seq").asLong());
                case "marked" -> readSeqs.merge(group, frame.number("read_seq"), Math::max);
                case "group_joined" -> {
                    long id = frame.at("group").path("id").asLong();
                    readSeqs.put(id, frame.at("group").path("read_seq").asLong());
                    heads.put(id, frame.at("group").path("head").asLong());
                }
                default -> {
                    // nothing that counts
                }
            }
        }

        synchronized long unread(long group) {
            long read = readSeqs.getOrDefault(group, 0L);
            return senders.getOrDefault(group, Map.of()).entrySet().stream()
                    .filter(message -> message.getKey() > read && message.getValue() != userId)
                    .count();
        }

        synchronized long head(long group) {
            return heads.getOrDefault(group, 0L);
        }

        synchronized List<Long> ownMessages(long group) {
            return senders.getOrDefault(group, Map.of()).entrySet().stream()
                    .filter(message -> message.getValue() == userId)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }
}
