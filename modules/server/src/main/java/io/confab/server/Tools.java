package io.confab.server;

import io.confab.contract.Failure;
import io.confab.contract.account.Client;
import io.confab.contract.account.Credentials;
import io.confab.contract.account.LoadCredentials;
import io.confab.contract.account.OpenSession;
import io.confab.contract.account.Register;
import io.confab.contract.account.SignedIn;
import io.confab.contract.account.User;
import io.confab.persistence.Reset;
import io.confab.server.config.Config;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.function.Consumer;

/** What an operator does with a database beside running a server on it. */
final class Tools {

    private static final Client HERE = new Client("127.0.0.1", "confab command line");
    private static final List<TestUser> TEST_USERS = List.of(
            new TestUser("alice", "alice@test.com", "alice likes tests"),
            new TestUser("bob", "bob@test.com", "bob likes tests"));

    private Tools() {}

    /** Somebody to try things with; the password is known to all. */
    private record TestUser(String name, String email, String password) {}

    /** Makes those that are not there yet. */
    static void createTestUsers(Config config, Consumer<String> output) {
        try (Backstage backstage = Backstage.open(config, output)) {
            for (TestUser one : TEST_USERS) {
                User known = backstage
                        .ask(new LoadCredentials(one.email))
                        .map(Credentials::user)
                        .orElse(null);
                User user =
                        known == null ? backstage.ask(new Register(one.name, one.password, one.email, HERE)) : known;
                output.accept((known == null ? "Created " : "There already: ") + user.name() + ", id " + user.id()
                        + ", " + one.email + ", password \"" + one.password + "\"");
            }
        }
    }

    /** Prints tokens: for the user of an id and an e-mail address, or for both test users. */
    static void createTokens(Config config, List<String> idAndEmail, Consumer<String> output) {
        try (Backstage backstage = Backstage.open(config, output)) {
            if (idAndEmail.isEmpty()) {
                TEST_USERS.forEach(one -> print(backstage, find(backstage, one.email), output));
            } else {
                Credentials credentials = find(backstage, idAndEmail.get(1));
                if (!Long.toString(credentials.user().id()).equals(idAndEmail.get(0))) {
                    throw nobody(idAndEmail.get(1) + " with the id " + idAndEmail.get(0));
                }
                print(backstage, credentials, output);
            }
        }
    }

    /** Empties the database when {@code yes} is typed. */
    static void resetDatabase(Config config, InputStream input, Consumer<String> output) {
        try (Servers servers = Servers.open(config, DataDirectory.open(config.dataDir()), output)) {
            Reset reset = new Reset(servers.mysqlUri());
            reset.requireNobody();
            output.accept("This deletes all users, groups and messages of the database \"" + reset.database()
                    + "\". Are you sure? (yes/no)");
            Scanner answers = new Scanner(input, StandardCharsets.UTF_8);
            if (answers.hasNextLine() && answers.nextLine().strip().equalsIgnoreCase("yes")) {
                reset.requireNobody();
                reset.run();
                output.accept("The database is empty");
            } else {
                output.accept("Nothing was deleted");
            }
        }
    }

    private static Credentials find(Backstage backstage, String email) {
        return backstage
                .ask(new LoadCredentials(email.strip().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> nobody(email));
    }

    private static Failure nobody(String whom) {
        return Failure.of(
                Failure.Code.NOT_FOUND, "there is no account " + whom + "; create-test-users makes the test users");
    }

    private static void print(Backstage backstage, Credentials credentials, Consumer<String> output) {
        SignedIn session = backstage.ask(new OpenSession(credentials, HERE));
        User user = session.identity().user();
        output.accept(user.name() + ", id " + user.id() + ", until " + session.accessExpiresAt() + ":");
        output.accept(session.accessToken());
    }
}
