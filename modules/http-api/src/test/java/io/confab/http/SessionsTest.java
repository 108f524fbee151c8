package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.account.Access;
import io.confab.contract.account.AccountSession;
import io.confab.contract.account.Identity;
import io.confab.contract.account.ListSessions;
import io.confab.contract.account.Refresh;
import io.confab.contract.account.RevokeOtherSessions;
import io.confab.contract.account.RevokeSession;
import io.confab.contract.account.SignIn;
import io.confab.contract.account.SignInGuest;
import io.confab.contract.account.SignOut;
import io.confab.contract.account.SignedIn;
import io.confab.http.Client.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

    static final SignedIn SIGNED_IN = new SignedIn(
            "access.token",
            Server.NOON,
            "refresh-2",
            Instant.parse("2126-11-21T12:00:00Z"),
            new Identity(Server.ANN, 4_711, Server.NOON));
    private static final String SESSIONS = "/api/v1/sessions";
    private static final String CREDENTIALS = "{\"username\":\"ann\",\"password\":\"correct horse\"";

    private Server server = new Server();
    private Client stranger = server.client().as(null);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void signsIn() {
        List<SignIn> signIns = new ArrayList<>();
        server.bus.serve(SignIn.class, signIn -> {
            signIns.add(signIn);
            return Future.succeededFuture(SIGNED_IN);
        });
        Reply reply = stranger.send("POST", SESSIONS, CREDENTIALS + "}", "User-Agent", "test/1");
        assertThat(reply.is(201).json().get("access_token").asText()).isEqualTo("access.token");
        assertThat(reply.json().get("refresh_token").asText()).isEqualTo("refresh-2");
        assertThat(reply.json().at("/user/name").asText()).isEqualTo("ann");
        assertThat(reply.header("Set-Cookie")).isEmpty();
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(signIns.get(0).client().address()).isEqualTo("127.0.0.1");
        assertThat(signIns.get(0).client().userAgent()).isEqualTo("test/1");
        assertThat(signIns.get(0).accessTtl()).isNull();
        stranger.post(SESSIONS, CREDENTIALS + ",\"access_hours\":24}").is(201);
        assertThat(signIns.get(1).accessTtl()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void letsGuestsInByANameOnlyWhereAccessIsOpen() {
        stranger.post("/api/v1/guests", "{\"username\":\"Gus\"}").isError(403, "FORBIDDEN");
        assertThat(stranger.get("/api/v1/server").is(200).text()).isEqualTo("{\"guests\":false}");
        server.close();
        server = new Server(Configs.withAccess(Access.OPEN));
        stranger = server.client().as(null);
        List<String> names = new ArrayList<>();
        server.bus.serve(SignInGuest.class, guest -> {
            names.add(guest.name());
            return Future.succeededFuture(SIGNED_IN);
        });
        assertThat(stranger.get("/api/v1/server").is(200).text()).isEqualTo("{\"guests\":true}");
        Reply reply = stranger.post("/api/v1/guests", "{\"username\":\"Gus\",\"cookie\":true}")
                .is(201);
        assertThat(reply.json().get("access_token").asText()).isEqualTo("access.token");
        assertThat(reply.json().has("refresh_token")).isFalse();
        assertThat(reply.header("Set-Cookie")).startsWith("confab_refresh=refresh-2;");
        stranger.post("/api/v1/guests", "{}").isError(400, "INVALID").about("username");
        assertThat(names).containsExactly("Gus");
    }

    @Test
    void givesTheRefreshTokenAsACookieThatNoScriptCanRead() {
        server.bus.serve(SignIn.class, signIn -> Future.succeededFuture(SIGNED_IN));
        Reply reply = stranger.post(SESSIONS, CREDENTIALS + ",\"cookie\":true}").is(201);
        assertThat(reply.json().has("refresh_token")).isFalse();
        assertThat(reply.header("Set-Cookie"))
                .startsWith("confab_refresh=refresh-2;")
                .contains("Path=/api/v1/sessions", "HTTPOnly", "SameSite=Strict")
                .containsPattern("Max-Age=\\d{9,};")
                .doesNotContain("Secure", "Domain");
    }

    @Test
    void takesNullForNoCookie() {
        server.bus.serve(SignIn.class, signIn -> Future.succeededFuture(SIGNED_IN));
        Reply reply = stranger.post(SESSIONS, CREDENTIALS + ",\"cookie\":null}").is(201);
        assertThat(reply.json().get("refresh_token").asText()).isEqualTo("refresh-2");
    }

    @Test
    void marksTheCookieSecureBehindAProxyThatEndsTls() {
        server.close();
        server = new Server(Configs.withProxies("127.0.0.1"));
        server.bus.serve(SignIn.class, signIn -> Future.succeededFuture(SIGNED_IN));
        Reply reply = server.client()
                .as(null)
                .send("POST", SESSIONS, CREDENTIALS + ",\"cookie\":true}", "X-Forwarded-Proto", "https");
        assertThat(reply.is(201).header("Set-Cookie")).contains("Secure");
    }

    @Test
    void refusesASignInThatIsNone() {
        stranger.post(SESSIONS, "{}").isError(400, "INVALID");
        stranger.post(SESSIONS, "{\"username\":\"ann\"}")
                .isError(400, "INVALID")
                .about("password");
        stranger.post(SESSIONS, "{\"username\":[\"ann\"],\"password\":\"x\"}")
                .isError(400, "INVALID")
                .about("username");
        stranger.post(SESSIONS, "{\"username\":\"\",\"password\":\"x\"}")
                .isError(400, "INVALID")
                .about("username");
        stranger.post(SESSIONS, "{\"username\":\"ann\",\"password\":\"" + "x".repeat(1_025) + "\"}")
                .isError(400, "INVALID")
                .about("password");
        stranger.post(SESSIONS, CREDENTIALS + ",\"cookie\":\"yes\"}")
                .isError(400, "INVALID")
                .about("cookie");
        for (String hours : List.of("0", "169", "1.5", "\"24\"", "1e99")) {
            stranger.post(SESSIONS, CREDENTIALS + ",\"access_hours\":" + hours + "}")
                    .isError(400, "INVALID")
                    .about("access_hours");
        }
    }

    @Test
    void tellsTheFailuresOfASignIn() {
        List<Failure> failures = new ArrayList<>(
                List.of(Failure.of(Code.UNAUTHENTICATED, "Wrong name or password"), Failure.rateLimited(30)));
        server.bus.serve(SignIn.class, signIn -> Future.failedFuture(failures.remove(0)));
        stranger.post(SESSIONS, CREDENTIALS + "}").isError(401, "UNAUTHENTICATED");
        assertThat(stranger.post(SESSIONS, CREDENTIALS + "}")
                        .isError(429, "RATE_LIMITED")
                        .header("Retry-After"))
                .isEqualTo("30");
    }

    @Test
    void refreshesByTheBody() {
        serveRefresh();
        Reply reply = stranger.post(SESSIONS + "/refresh", "{\"refresh_token\":\"refresh-1\"}")
                .is(200);
        assertThat(reply.json().get("refresh_token").asText()).isEqualTo("refresh-2");
        assertThat(reply.header("Set-Cookie")).isEmpty();
        stranger.post(SESSIONS + "/refresh", "{\"refresh_token\":\"stolen\"}").isError(401, "UNAUTHENTICATED");
        stranger.post(SESSIONS + "/refresh", "{}").isError(401, "UNAUTHENTICATED");
        stranger.post(SESSIONS + "/refresh", "{\"refresh_token\":5}")
                .isError(400, "INVALID")
                .about("refresh_token");
    }

    @Test
    void refreshesByTheCookieOfItsOwnPage() {
        serveRefresh();
        Reply reply = refreshByCookie("refresh-1", "Origin", "http://127.0.0.1:" + server.port())
                .is(200);
        assertThat(reply.json().has("refresh_token")).isFalse();
        assertThat(reply.header("Set-Cookie")).startsWith("confab_refresh=refresh-2;");
    }

    @Test
    void clearsACookieThatIsOver() {
        serveRefresh();
        Reply reply = refreshByCookie("stolen", "Origin", "http://127.0.0.1:" + server.port());
        assertThat(reply.isError(401, "UNAUTHENTICATED").header("Set-Cookie"))
                .startsWith("confab_refresh=;")
                .contains("Max-Age=0", "Path=/api/v1/sessions");
    }

    @Test
    void takesTheCookieFromNoOtherPage() {
        serveRefresh();
        refreshByCookie("refresh-1", "Origin", "https://evil.example").isError(403, "FORBIDDEN");
        refreshByCookie("refresh-1", "Origin", "null").isError(403, "FORBIDDEN");
        refreshByCookie("refresh-1", "X-Nothing", "x").isError(403, "FORBIDDEN");
        stranger.sendBytes("POST", SESSIONS + "/refresh", new byte[] {'{', '}'}, "text/plain")
                .isError(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void signsOutAndClearsTheCookie() {
        server.bus.serve(SignOut.class, signOut -> {
            assertThat(signOut.identity().sessionId()).isEqualTo(4_711);
            return Future.succeededFuture();
        });
        Reply reply =
                server.client().send("DELETE", SESSIONS + "/current", null).is(204);
        assertThat(reply.bytes()).isEmpty();
        assertThat(reply.header("Set-Cookie")).startsWith("confab_refresh=;").contains("Max-Age=0");
        stranger.send("DELETE", SESSIONS + "/current", null, "Cookie", "confab_refresh=refresh-1")
                .isError(401, "UNAUTHENTICATED");
    }

    @Test
    void listsAndRevokesSessions() {
        server.bus.serve(
                ListSessions.class,
                list -> Future.succeededFuture(List.of(
                        new AccountSession(4_711, Server.NOON, Server.NOON, "192.0.2.1", "curl/8", true),
                        new AccountSession(
                                9_007_199_254_740_991L, Server.NOON, Server.NOON, "192.0.2.1", null, false))));
        server.bus.serve(
                RevokeSession.class,
                revoke -> revoke.sessionId() == 5
                        ? Future.succeededFuture()
                        : Future.failedFuture(Failure.notFound("session")));
        server.bus.serve(RevokeOtherSessions.class, revoke -> Future.succeededFuture(2));
        Client ann = server.client();
        assertThat(ann.get(SESSIONS).is(200).json().at("/sessions/1/id").asLong())
                .isEqualTo(9_007_199_254_740_991L);
        assertThat(ann.send("DELETE", SESSIONS + "/5", null).is(204).bytes()).isEmpty();
        ann.send("DELETE", SESSIONS + "/6", null).isError(404, "NOT_FOUND");
        assertThat(ann.send("DELETE", SESSIONS, null).is(200).text()).isEqualTo("{\"revoked\":2}");
    }

    private void serveRefresh() {
        server.bus.serve(
                Refresh.class,
                refresh -> refresh.refreshToken().equals("refresh-1")
                        ? Future.succeededFuture(SIGNED_IN)
                        : Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "The session is over")));
    }

    private Reply refreshByCookie(String token, String header, String value) {
        return stranger.send(
                "POST", SESSIONS + "/refresh", "{}", "Cookie", "other=1; confab_refresh=" + token, header, value);
    }
}
