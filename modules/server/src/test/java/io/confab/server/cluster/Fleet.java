package io.confab.server.cluster;

import io.confab.testkit.OwnServer;
import io.confab.testkit.RedisCluster;
import io.confab.testkit.Services;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.confab.testkit.client.RestClient;
import io.confab.testkit.client.RestClient.Person;
import io.confab.testkit.fault.StoredLog;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three nodes on a MariaDB and a Redis of their own, with people in groups; started once for all tests that want it. */
final class Fleet implements AutoCloseable {

    static final int NODES = 3;
    static final int PEOPLE = 60;
    static final int GROUPS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final String SECRET = "a secret that all nodes of the tests share";
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);

    /** One of the people, and the groups that he is in. */
    record Member(String name, Person person, List<Long> groups) {}

    private final OwnServer mysql;
    private final OwnServer redis;
    private final NativeClients clients;
    private final List<FleetNode> nodes = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private long probeGroup;

    private Fleet(OwnServer mysql, OwnServer redis, NativeClients clients) {
        this.mysql = mysql;
        this.redis = redis;
        this.clients = clients;
    }

    static Fleet start() throws IOException {
        Fleet fleet = new Fleet(Services.ownMysql(), Services.ownRedis(), new NativeClients());
        fleet.startNodes(fleet.redis.uri());
        fleet.populate();
        return fleet;
    }

    /**
     * Three further nodes on the same database, for the same people and groups, joined by a Redis Cluster; {@link #closeNodes}
     * ends them. Nothing stands between them and the cluster: its servers tell their own addresses.
     */
    Fleet joinedBy(RedisCluster cluster) throws IOException {
        Fleet fleet = new Fleet(mysql, redis, clients);
        fleet.members.addAll(members);
        fleet.probeGroup = probeGroup;
        fleet.startNodes(cluster.uri());
        return fleet;
    }

    private void startNodes(String redisUri) throws IOException {
        for (int i = 0; i < NODES; i++) {
            nodes.add(FleetNode.prepare(mysql.uri(), redisUri, SECRET));
        }
        nodes.parallelStream().forEach(FleetNode::start);
    }

    OwnServer mysql() {
        return mysql;
    }

    OwnServer redis() {
        return redis;
    }

    NativeClients clients() {
        return clients;
    }

    FleetNode node(int i) {
        return nodes.get(i);
    }

    List<FleetNode> nodes() {
        return nodes;
    }

    List<Member> members() {
        return members;
    }

    RestClient rest(int node) {
        return new RestClient(nodes.get(node).uri());
    }

    /** Any of the nodes, as a load balancer would choose. */
    URI any() {
        return nodes.get(ThreadLocalRandom.current().nextInt(NODES)).uri();
    }

    StoredLog stored() throws SQLException {
        return StoredLog.read(mysql.uri());
    }

    /** A new public group that its founder owns. */
    long group(Person owner, String name) {
        return rest(0).post("/api/v1/groups", owner.token(), Map.of("kind", "PUBLIC", "name", name))
                .path("id")
                .asLong();
    }

    /**
     * Waits until what is sent on each node is heard on each, and says how long that took since now.
     *
     * @throws AssertionError when it takes longer than half a minute
     */
    Duration awaitWhole(String fault) {
        long began = System.nanoTime();
        while (true) {
            try {
                probe();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                LOG.info("{}: whole again after {} ms", fault, took.toMillis());
                return took;
            } catch (RuntimeException | AssertionError notYet) {
                if (System.nanoTime() - began > LONGEST_RECOVERY.toNanos()) {
                    throw new AssertionError(fault + ": not whole again in " + LONGEST_RECOVERY, notYet);
                }
                Scale.goOn(Duration.ofMillis(50));
            }
        }
    }

    private void probe() {
        List<NativeClient> probes = new ArrayList<>();
        try {
            for (FleetNode node : nodes) {
                probes.add(clients.signIn(node.uri(), members.get(0).person().token()));
            }
            probes.forEach(probe -> probe.send(probeGroup, "Is anybody there?"));
            for (NativeClient probe : probes) {
                probes.forEach(heard -> probe.next("new_message", probeGroup));
            }
        } finally {
            probes.forEach(NativeClient::close);
        }
    }

    /** Everybody is in three of the groups, so that each group has nine members; hashing sixty passwords takes all cores. */
    private void populate() {
        List<Person> people =
                IntStream.range(0, PEOPLE).parallel().mapToObj(this::register).toList();
        List<Long> groups = IntStream.range(0, GROUPS)
                .mapToObj(group -> rest(0).post(
                                "/api/v1/groups",
                                people.get(group).token(),
                                Map.of("kind", "PUBLIC", "name", "Group " + group, "member_ids", others(people, group)))
                        .path("id")
                        .asLong())
                .toList();
        for (int i = 0; i < PEOPLE; i++) {
            List<Long> his = groupsOf(i).stream().map(groups::get).toList();
            members.add(new Member("member " + i, people.get(i), his));
        }
        probeGroup = group(people.get(0), "Probes");
    }

    /** Again where a machine with much other work takes too long to hash a password, once to register or once to sign in. */
    private Person register(int i) {
        long began = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                Person person = rest(i % NODES).register("member " + i + "." + attempt);
                if (!person.token().isEmpty()) {
                    return person;
                }
            } catch (AssertionError busy) {
                if (System.nanoTime() - began > LONGEST_RECOVERY.toNanos()) {
                    throw busy;
                }
            }
        }
    }

    private static List<Integer> groupsOf(int person) {
        return List.of(person % GROUPS, (person + 7) % GROUPS, (person + 13) % GROUPS);
    }

    /** Who is in a group beside the one who makes it, who has the same number. */
    private static List<Long> others(List<Person> people, int group) {
        return IntStream.range(0, PEOPLE)
                .filter(i -> i != group && groupsOf(i).contains(group))
                .mapToObj(i -> people.get(i).userId())
                .toList();
    }

    void join(long group, Person person) {
        rest(0).call("POST", "/api/v1/groups/" + group + "/join", person.token(), "{}");
    }

    /** Sends until it is acknowledged; the answer. */
    static Frame sendUntilStored(NativeClient client, long group, String content) {
        Frame message = Frame.message(group, content);
        Frame answer = client.ask(message);
        while (!answer.is("message_sent")) {
            Scale.goOn(Duration.ofMillis(50));
            answer = client.ask(message);
        }
        return answer;
    }

    void closeNodes() {
        nodes.forEach(FleetNode::close);
    }

    @Override
    public void close() {
        clients.close();
        closeNodes();
        redis.close();
        mysql.close();
    }
}
