package io.confab.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.account.Client;
import io.confab.contract.account.EndSessions;
import io.confab.contract.account.FindClaim;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.LoadGuests;
import io.confab.contract.account.LoadNameProof;
import io.confab.contract.account.LoadRevoked;
import io.confab.contract.account.LoadSessions;
import io.confab.contract.account.LoadUsers;
import io.confab.contract.account.PurgeSessions;
import io.confab.contract.account.ReadUser;
import io.confab.contract.account.StoreDisabled;
import io.confab.contract.account.StoreDismissal;
import io.confab.contract.account.StoreGuest;
import io.confab.contract.account.StoreName;
import io.confab.contract.account.StorePassword;
import io.confab.contract.account.StorePin;
import io.confab.contract.account.StoreRefresh;
import io.confab.contract.account.StoreRelease;
import io.confab.contract.account.StoreSession;
import io.confab.contract.account.StoreUser;
import io.confab.contract.account.User;
import io.confab.contract.bridge.NameDatabase;
import io.confab.contract.group.CountMembers;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.ListDirectory;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.LoadMembers;
import io.confab.contract.group.LoadRoster;
import io.confab.contract.group.Role;
import io.confab.contract.group.StoreDirect;
import io.confab.contract.group.StoreOpenGroup;
import io.confab.contract.health.CheckDatabase;
import io.confab.contract.invitation.DropInvitation;
import io.confab.contract.invitation.FindInvitation;
import io.confab.contract.invitation.Invitation;
import io.confab.contract.invitation.LoadInvitations;
import io.confab.contract.invitation.ReturnInvitation;
import io.confab.contract.invitation.StoreInvitation;
import io.confab.contract.invitation.TakeInvitation;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.FindSent;
import io.confab.contract.log.Guard;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.ListMarks;
import io.confab.contract.message.PageMessages;
import io.confab.contract.message.ReadHistory;
import io.confab.contract.message.ReadHistory.From;
import io.confab.contract.message.ReadMessage;
import io.confab.contract.message.ReadReceipts;
import io.confab.contract.presence.StorePresence;
import io.confab.testkit.Services;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No statement reads a growing table from end to end: each is caught with real parameters and explained. */
class ExplainIT {

    private static final Client CLIENT = new Client("192.0.2.1", "Browser/1");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> NOT_GROWING = Set.of("tables", "flyway_schema_history");

    private static final Statements statements = new Statements();
    private static Rig rig;

    @BeforeAll
    static void askForEverythingOnFullTables() {
        String uri = Services.mysql();
        new Rig(uri).close();
        rig = new Rig(statements.vertx(), new PersistenceConfig(uri, 8, false, true, "secret"));
        rig.started();
        fill();
        User ann = rig.user("ann");
        User bob = rig.user("bob");
        useAccounts(ann);
        useGroups(ann, bob);
    }

    @AfterAll
    static void stopPersistence() {
        rig.close();
    }

    private static void fill() {
        fill(
                2_000,
                "INSERT INTO users (name, folded_name, created_at, password_hash)"
                        + " SELECT CONCAT('fill-', i), CONCAT('fill-', i), UTC_TIMESTAMP(6), 'hash'");
        fill(
                500,
                "INSERT INTO `groups` (kind, name, slug, created_at, changed_at, head, last_message_seq, member_count)"
                        + " SELECT IF(i % 2, 'PUBLIC', 'PRIVATE'), 'fill', CONCAT('fill-', i), '2020-01-01', '2020-01-01', 99, 99, 10");
        fill(
                4_900,
                "INSERT INTO group_members"
                        + " (group_id, user_id, role, joined_seq, delivered_seq, read_seq, joined_at, changed_at)"
                        + " SELECT 10 + i DIV 10, 1 + i % 1999, 'MEMBER', 1, 1, 1, '2020-01-01', '2020-01-01'");
        fill(
                20_000,
                "INSERT INTO messages (group_id, seq, sender_id, send_key, content, sent_at)"
                        + " SELECT 10 + i DIV 99, 1 + i % 99, 1 + i % 1999, UNHEX(MD5(i)), 'fill', '2020-01-01'");
        fill(
                5_000,
                "INSERT INTO changes (group_id, seq, kind, actor_id, message_seq, changed_at)"
                        + " SELECT 10 + i DIV 99, 100 + i % 99, 'EDIT', 1 + i % 1999, 1 + i % 99, '2020-01-01'");
        fill(
                5_000,
                "INSERT INTO receipts (group_id, user_id, kind, seq, marked_at)"
                        + " SELECT 10 + i DIV 10, 1 + i % 1999, 'READ', 1 + i % 99, '2020-01-01'");
        fill(
                5_000,
                "INSERT INTO sessions (id, user_id, address, user_agent, created_at, last_used_at, expires_at)"
                        + " SELECT 1000 + i, 1 + i % 1999, '192.0.2.1', 'fill', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6),"
                        + " UTC_TIMESTAMP(6) + INTERVAL 1 DAY");
        fill(
                5_000,
                "INSERT INTO name_proofs (secret_hash, user_id, created_at)"
                        + " SELECT UNHEX(CONCAT(MD5(i), MD5(-i))), 1 + i % 1999, UTC_TIMESTAMP(6)");
        fill(
                5_000,
                "INSERT INTO invitations (token_hash, group_id, created_by, created_at, expires_at)"
                        + " SELECT UNHEX(CONCAT(MD5(i), MD5(-i))), 10 + i DIV 50, 1 + i % 1999, UTC_TIMESTAMP(6),"
                        + " UTC_TIMESTAMP(6) + INTERVAL 1 DAY");
        rig.sql(
                "ANALYZE TABLE users, name_proofs, `groups`, group_members, messages, changes, receipts, sessions, invitations");
    }

    private static void fill(int rows, String insert) {
        String numbers = new JsonArray(IntStream.range(0, rows).boxed().toList()).encode();
        rig.sql(insert + " FROM JSON_TABLE(?, '$[*]' COLUMNS (i BIGINT PATH '$')) n", numbers);
    }

    private static void useAccounts(User ann) {
        rig.ask(new ReadUser(ann.id()));
        rig.ask(new LoadUsers("ann", 5));
        rig.ask(new LoadCredentials("ann"));
        rig.ask(new LoadCredentials("ann@example.org"));
        rig.refusal(new StoreUser(ann.name(), ann.name(), null, "hash"));
        for (int i = 1; i <= 4; i++) {
            rig.ask(new StoreSession(ann.id(), "hash", i, DAY, 2, CLIENT));
        }
        rig.ask(new LoadSessions(ann.id(), 4));
        useNames();
        rig.ask(new StoreRefresh(4, 1, Duration.ofMinutes(5), DAY, CLIENT));
        rig.ask(new EndSessions(ann.id(), 3, false));
        rig.ask(new EndSessions(ann.id(), 4, true));
        rig.ask(new StorePassword(ann.id(), "hash", "other", 4L));
        rig.ask(new StoreDisabled(rig.user("gone").id()));
        rig.ask(new LoadRevoked(Duration.ofMinutes(1)));
        rig.ask(new PurgeSessions(100));
        rig.ask(new CheckDatabase());
    }

    private static void useNames() {
        String secret = "ab".repeat(32);
        long guest =
                rig.ask(new StoreGuest("Guest", "guest", "hall:guest", secret)).id();
        rig.ask(new LoadGuests(10));
        rig.ask(new FindClaim("hall:guest", secret));
        rig.ask(new StoreRelease(guest, DAY));
        rig.ask(new StoreDismissal(guest));
        guest = rig.ask(new StoreGuest("Guest", "guest", "hall:guest", secret)).id();
        rig.ask(new StoreRelease(guest, Duration.ZERO));
        long name = rig.ask(new StoreName("Name", "name", secret, null, "cd".repeat(32)))
                .user()
                .id();
        rig.ask(new LoadNameProof(name, secret, secret));
        rig.ask(new StorePin(name));
    }

    private static void useGroups(User ann, User bob) {
        long group = rig.group(ann, bob);
        long seq = rig.send(ann, group, "message").seq();
        rig.send(ann, group, "message");
        for (Change change : List.of(
                new Change.Edit(seq, "edited"),
                new Change.Delete(seq),
                new Change.Describe("name", null, null),
                new Change.SetRole(bob.id(), Role.ADMIN),
                new Change.Leave(bob.id()),
                new Change.Join(bob.id(), Role.MEMBER))) {
            rig.ask(new AppendChange(ann.id(), group, Guard.MEMBER, change));
        }
        rig.ask(new AppendChange(ann.id(), rig.group(ann, bob), Guard.MEMBER, new Change.Leave(ann.id())));
        rig.refusal(new FindSent(Rig.message(ann, group, "never sent")));
        rig.whileLocked(group, lock -> rig.refusal(Rig.message(ann, group, "waits")));
        rig.ask(new ReadLog(group, 0, 500));
        rig.ask(new ReadHistory(ann.id(), group, From.AROUND, seq, 10));
        rig.ask(new ReadMessage(ann.id(), group, seq));
        rig.ask(new PageMessages(ann.id(), group, 0, 10, 5));
        rig.ask(new PageMessages(ann.id(), group, 1_000, 10, 5));
        rig.ask(new AdvanceMarks(
                bob.id(), group, 1_000, rig.send(ann, group, "news").seq()));
        rig.ask(new ReadReceipts(ann.id(), group, seq));
        rig.ask(new ListMarks(ann.id(), group));
        rig.ask(new LoadGroups(ann.id(), 0));
        rig.ask(new LoadGroups(ann.id(), group));
        rig.ask(new LoadMembers(ann.id(), group, 0, 10));
        rig.ask(new LoadRoster(group, 0));
        rig.ask(new CountMembers(List.of(group), Set.of(ann.id())));
        rig.ask(new CountMembers(List.of(1L, 2L, 3L, 4L, group), Set.of(ann.id())));
        rig.ask(new ListDirectory(0, 10));
        rig.ask(new FindPublicGroup("general"));
        useInvitations(ann, bob, group);
        rig.ask(new NameDatabase());
        rig.ask(new StoreDirect(ann.id(), bob.id()));
        rig.ask(new StoreOpenGroup("Open", "open", null));
        rig.ask(new StorePresence(List.of(new StorePresence.Change(ann.id(), Instant.now()))));
        rig.lookAtHeads(group);
        var heard = rig.watch(group);
        rig.sql("UPDATE `groups` SET head = head + 1, changed_at = UTC_TIMESTAMP(6) WHERE id = ?", group);
        Rig.next(heard);
    }

    private static void useInvitations(User ann, User bob, long group) {
        String secret = "ef".repeat(32);
        Invitation invitation = rig.ask(new StoreInvitation(ann.id(), group, secret, DAY, 5L));
        rig.ask(new LoadInvitations(ann.id(), group));
        rig.ask(new FindInvitation(secret));
        rig.ask(new TakeInvitation(secret, bob.id()));
        rig.ask(new TakeInvitation(secret, rig.user("cyd").id()));
        rig.ask(new ReturnInvitation(secret));
        rig.ask(new DropInvitation(ann.id(), group, invitation.id()));
    }

    @Test
    void readsNoGrowingTableFromEndToEnd() {
        List<String> scans = new ArrayList<>();
        statements.seen().forEach((sql, parameters) -> {
            if (sql.matches("(SELECT|UPDATE|DELETE|INSERT) .*")) {
                scans.addAll(scans(sql, parameters));
            }
        });
        assertThat(scans).isEmpty();
    }

    @Test
    void wouldSeeAStatementThatReadsFromEndToEnd() {
        assertThat(scans("SELECT * FROM messages WHERE content = ?", Tuple.of("x")))
                .hasSize(1);
        assertThat(scans("SELECT COUNT(*) FROM users", Tuple.tuple())).hasSize(1);
    }

    private static List<String> scans(String sql, Tuple parameters) {
        return rig.sql("EXPLAIN " + sql, parameters).stream()
                .filter(ExplainIT::isScan)
                .map(row -> sql + "\n" + row.toJson())
                .toList();
    }

    private static boolean isScan(Row step) {
        String table = step.getString("table");
        String type = step.getString("type");
        String extra = String.valueOf(step.getString("Extra"));
        return table != null
                && ("ALL".equals(type) || "index".equals(type))
                && !"INSERT".equals(step.getString("select_type"))
                && !table.startsWith("<")
                && !extra.contains("Table function")
                && !NOT_GROWING.contains(table);
    }

    @Test
    void hasSeenEveryStatementOfTheModule() throws IOException, URISyntaxException, ReflectiveOperationException {
        List<String> unseen = new ArrayList<>();
        for (Map.Entry<String, String> constant : constants().entrySet()) {
            boolean seen = statements.seen().keySet().stream().anyMatch(sql -> sql.startsWith(constant.getValue()));
            if (!seen) {
                unseen.add(constant.getKey() + ": " + constant.getValue());
            }
        }
        assertThat(unseen).isEmpty();
    }

    /** The constants of all classes that start like a statement, by name. */
    private static Map<String, String> constants()
            throws IOException, URISyntaxException, ReflectiveOperationException {
        Path root = Path.of(PersistenceVerticle.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Map<String, String> constants = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (name.equals(Reset.class.getName())) {
                    continue; // no part of a running node: a tool with a connection of its own
                }
                for (Field field : Class.forName(name).getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                        field.setAccessible(true);
                        String value = (String) field.get(null);
                        if (value.matches("(?s)(SELECT|UPDATE|DELETE|INSERT|SET) .*")) {
                            constants.put(name + "." + field.getName(), value);
                        }
                    }
                }
            }
        }
        assertThat(constants).hasSizeGreaterThan(30);
        return constants;
    }
}
