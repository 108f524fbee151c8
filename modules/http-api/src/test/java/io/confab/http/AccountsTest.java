package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.ChangePassword;
import io.confab.contract.account.FindUsers;
import io.confab.contract.account.ReadUser;
import io.confab.contract.account.Register;
import io.confab.contract.account.SignIn;
import io.confab.http.Client.Reply;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String NEW =
            "{\"username\":\" Ann \",\"password\":\"correct horse\",\"email\":\"ann@example.org\"";

    private final Server server = new Server();
    private final Client ann = server.client();
    private final Client stranger = ann.as(null);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void registersAndSignsIn() {
        List<Register> registers = new ArrayList<>();
        List<SignIn> signIns = new ArrayList<>();
        server.bus.serve(Register.class, register -> {
            registers.add(register);
            return Future.succeededFuture(Server.ANN);
        });
        server.bus.serve(SignIn.class, signIn -> {
            signIns.add(signIn);
            return Future.succeededFuture(SessionsTest.SIGNED_IN);
        });
        Reply reply = stranger.post(ACCOUNTS, NEW + "}").is(201);
        assertThat(reply.json().at("/user/id").asLong()).isEqualTo(7);
        assertThat(reply.json().get("access_token").asText()).isEqualTo("access.token");
        assertThat(stranger.post(ACCOUNTS, NEW + ",\"cookie\":true}").is(201).header("Set-Cookie"))
                .startsWith("confab_refresh=refresh-2;");
        assertThat(registers).extracting(Register::username).containsOnly(" Ann ");
        assertThat(registers).extracting(Register::email).containsOnly("ann@example.org");
        assertThat(signIns).extracting(SignIn::username).containsOnly("ann");
        assertThat(signIns).extracting(SignIn::password).containsOnly("correct horse");
    }

    @Test
    void keepsTheAccountWhenTheSignInAfterItFails() {
        server.bus.serve(Register.class, register -> Future.succeededFuture(Server.ANN));
        server.bus.serve(SignIn.class, signIn -> Future.failedFuture(Failure.unavailable("busy")));
        Reply reply = stranger.post(ACCOUNTS, NEW + "}").is(201);
        assertThat(reply.text()).isEqualTo("{\"user\":{\"id\":7,\"name\":\"ann\",\"guest\":false}}");
    }

    @Test
    void tellsTheFailuresOfARegistration() {
        List<Failure> failures = new ArrayList<>(List.of(
                Failure.invalid("password", "A password has 8 to 256 characters"),
                Failure.of(Code.CONFLICT, "This name is taken"),
                Failure.rateLimited(3_600)));
        server.bus.serve(Register.class, register -> Future.failedFuture(failures.remove(0)));
        stranger.post(ACCOUNTS, NEW + "}").isError(400, "INVALID").about("password");
        stranger.post(ACCOUNTS, NEW + "}").isError(409, "CONFLICT");
        assertThat(stranger.post(ACCOUNTS, NEW + "}")
                        .isError(429, "RATE_LIMITED")
                        .header("Retry-After"))
                .isEqualTo("3600");
        stranger.post(ACCOUNTS, "{\"username\":\"ann\"}")
                .isError(400, "INVALID")
                .about("password");
        stranger.post(ACCOUNTS, "{\"username\":7,\"password\":\"x\"}")
                .isError(400, "INVALID")
                .about("username");
        stranger.post(ACCOUNTS, "{\"username\":\"a\",\"password\":\"x\",\"email\":{}}")
                .isError(400, "INVALID")
                .about("email");
    }

    @Test
    void showsWhoAsks() {
        assertThat(ann.get("/api/v1/account").is(200).json().at("/user/name").asText())
                .isEqualTo("ann");
        assertThat(ann.get("/api/v1/account").json().get("session_id").asLong()).isEqualTo(4_711);
    }

    @Test
    void changesThePassword() {
        List<ChangePassword> changes = new ArrayList<>();
        server.bus.serve(ChangePassword.class, change -> {
            changes.add(change);
            return change.oldPassword().equals("old")
                    ? Future.succeededFuture()
                    : Future.failedFuture(Failure.invalid("old_password", "This is not the password"));
        });
        assertThat(change("old").is(204).bytes()).isEmpty();
        change("wrong").isError(400, "INVALID").about("old_password");
        assertThat(changes).extracting(ChangePassword::newPassword).containsOnly("new");
        ann.send("PUT", "/api/v1/account/password", "{\"new_password\":\"x\"}")
                .isError(400, "INVALID")
                .about("old_password");
    }

    @Test
    void findsUsersByAnyStartOfAName() {
        List<FindUsers> searches = new ArrayList<>();
        server.bus.serve(FindUsers.class, find -> {
            searches.add(find);
            return Future.succeededFuture(List.of(Server.ANN, Server.BOB));
        });
        List<String> names = List.of(
                "an",
                "1.5",
                "007",
                "true",
                "null",
                "\"q\"",
                "a+b",
                "a%20b",
                "100%",
                "é 🏳️‍🌈",
                "{}",
                "[1]",
                "a\\b",
                "'--");
        for (String name : names) {
            Reply reply = ann.get("/api/v1/users?limit=50&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .is(200);
            assertThat(reply.json().at("/users/1/name").asText()).isEqualTo("bob");
        }
        assertThat(searches).extracting(FindUsers::prefix).isEqualTo(names);
        assertThat(searches).extracting(FindUsers::limit).containsOnly(50);
    }

    @Test
    void refusesASearchThatIsNone() {
        ann.get("/api/v1/users").isError(400, "INVALID").about("name");
        ann.get("/api/v1/users?name=").isError(400, "INVALID").about("name");
        ann.get("/api/v1/users?name=" + "x".repeat(33)).isError(400, "INVALID").about("name");
        ann.get("/api/v1/users?name=a&limit=51").isError(400, "INVALID").about("limit");
        ann.get("/api/v1/users?name=a&name=b").isError(400, "INVALID").about("name");
    }

    @Test
    void showsOneUser() {
        server.bus.serve(
                ReadUser.class,
                read -> read.userId() == 8
                        ? Future.succeededFuture(Server.BOB)
                        : Future.failedFuture(Failure.notFound("user")));
        assertThat(ann.get("/api/v1/users/8").is(200).json().get("name").asText())
                .isEqualTo("bob");
        ann.get("/api/v1/users/9").isError(404, "NOT_FOUND");
    }

    private Reply change(String oldPassword) {
        return ann.send(
                "PUT",
                "/api/v1/account/password",
                "{\"old_password\":\"" + oldPassword + "\",\"new_password\":\"new\"}");
    }
}
