package io.confab.server.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.RestClient.Person;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** S1 beyond its transcript. Each test has names of its own and takes what it does not wait for as noise of others. */
class LobbyIT {

    @RegisterExtension
    private static final OldClients ALL = new OldClients();

    private static final long LOBBY = 1;

    @Test
    void tellsThatSomebodyHasLeftWhoseConnectionWasLost() {
        TextSocket ann = enter("Ann lost");
        TextSocket bob = enter("Bob lost");
        until(ann, "System: Bob lost has joined the chat");
        bob.abort();
        until(ann, "System: Bob lost has left the chat");
    }

    @Test
    void freesANameAsSoonAsItsProgramHasGone() {
        TextSocket ann = enter("Ann free");
        for (int i = 0; i < 5; i++) {
            TextSocket again = enter("Again");
            until(ann, "System: Again has joined the chat");
            again.close();
            until(ann, "System: Again has left the chat");
        }
    }

    @Test
    void givesANameBackToTheBrowserThatHadItAndToNobodyElse() {
        TextSocket watcher = enter("Watcher");
        Map<String, String> owner =
                Map.of("Origin", ALL.uri().toString(), "Cookie", "confab_lobby=a-secret-of-the-owner");
        Map<String, String> thief =
                Map.of("Origin", ALL.uri().toString(), "Cookie", "confab_lobby=another-secret-of-a-thief");
        TextSocket held = enter("Held", owner);
        assertThat(open("Held", owner).closed()).isEqualTo(new TextSocket.Closing(1008, "Username already taken"));
        held.abort();
        until(watcher, "System: Held has left the chat");
        assertThat(open("Held", thief).closed().code()).isEqualTo(1008);
        assertThat(open("Held", Map.of()).closed().code()).isEqualTo(1008);
        enter("Held", owner);
    }

    @Test
    void givesABrowserItsSecretWithTheHandshake() {
        List<String> cookies = new ArrayList<>();
        HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieHandler() {
                    @Override
                    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                        return Map.of();
                    }

                    @Override
                    public void put(URI uri, Map<String, List<String>> headers) {
                        headers.forEach((name, values) -> {
                            if (name.equalsIgnoreCase("Set-Cookie")) {
                                cookies.addAll(values);
                            }
                        });
                    }
                })
                .build();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Origin", ALL.uri().toString())
                .buildAsync(URI.create("ws://" + ALL.uri().getAuthority() + "/ws/Cookie"), new WebSocket.Listener() {})
                .join();
        socket.abort();
        assertThat(cookies)
                .singleElement()
                .asString()
                .startsWith("confab_lobby=")
                .contains("HTTPOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void isTheGeneralGroupOfTheNativeProtocol() {
        Person olga = ALL.rest().register("Olga");
        NativeClient natives = ALL.clients().signIn(ALL.uri(), olga.token());
        TextSocket ann = enter("Ann world");
        long seq = natives.send(LOBBY, "hello, old world").seq();
        until(ann, "Olga: hello, old world");
        natives.ask(Frame.of("edit_message")
                .with("group_id", LOBBY)
                .with("seq", seq)
                .with("content", "edited"));
        natives.ask(Frame.of("delete_message").with("group_id", LOBBY).with("seq", seq));
        ann.send("hello, new world");
        assertThat(until(ann, "Ann world: hello, new world")).noneMatch(line -> line.contains("edited"));
        Frame heard = natives.next(
                "the line of the lobby",
                frame -> frame.is("new_message") && frame.text("content").equals("hello, new world"));
        assertThat(heard.text("sender_name")).isEqualTo("Ann world");
    }

    @Test
    void showsNobodyWhatWasSaidBefore() {
        TextSocket ann = enter("Ann early");
        ann.send("before");
        until(ann, "Ann early: before");
        TextSocket bob = open("Bob late", Map.of());
        assertThat(bob.next()).isEqualTo("System: Bob late has joined the chat");
    }

    @Test
    void letsAnAccountInByItsTokenOnly() {
        Person owner = ALL.rest().register("Otto");
        Map<String, String> token = Map.of("Authorization", "Bearer " + owner.token());
        assertThat(open("Otto", Map.of()).closed().code()).isEqualTo(1008);
        assertThat(open("Somebody", token).closed().code()).isEqualTo(1008);
        TextSocket other = enter("Other");
        TextSocket own = open("Otto", token);
        assertThat(own.next()).isEqualTo("System: Otto has joined the chat");
        own.send("it is me");
        until(own, "Otto: it is me");
        until(other, "Otto: it is me");
        other.send("so it is");
        until(own, "Other: so it is");
    }

    @Test
    void refusesANameOfBytesThatAreNoText() {
        assertThat(TextSocket.open(ALL.uri(), "/ws/a%FF%FE").closed().code()).isEqualTo(1008);
        assertThat(TextSocket.open(ALL.uri(), "/ws/general?username=a%C3")
                        .closed()
                        .code())
                .isEqualTo(1008);
    }

    @Test
    void tellsTheWriterAloneThatALineIsTooLong() {
        TextSocket ann = enter("Ann long");
        TextSocket bob = enter("Bob long");
        ann.send("x".repeat(8_001));
        until(ann, "System: Your message was not sent. At most 8000 characters");
        ann.send("short");
        assertThat(until(bob, "Ann long: short")).noneMatch(line -> line.contains("not sent") || line.contains("xxx"));
    }

    @Test
    void tellsEveryLineOnceAndInOrderWhileOthersComeAndGo() {
        TextSocket ann = enter("Ann steady");
        TextSocket bob = enter("Bob steady");
        List<String> said = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            TextSocket passing = open("Passing " + round + " by", Map.of());
            ann.send("line " + round);
            said.add("Ann steady: line " + round);
            if (round % 2 == 0) {
                passing.abort();
            } else {
                passing.close();
            }
        }
        String last = said.get(said.size() - 1);
        assertThat(spoken(until(bob, last), "Ann steady")).isEqualTo(said);
        assertThat(spoken(until(ann, last), "Ann steady")).isEqualTo(said);
    }

    @Test
    void refusesWhoSaysFarTooMuchAndKeepsTheOthers() {
        TextSocket ann = enter("Ann calm");
        TextSocket flood = enter("Flood");
        boolean isOpen = true;
        for (int i = 0; isOpen && i < 2_000; i++) {
            // blank lines count too, and cost the database nothing
            isOpen = flood.offer(" ");
        }
        assertThat(flood.closed().code()).isEqualTo(4429);
        ann.send("still here");
        until(ann, "Ann calm: still here");
    }

    @Test
    void hasNoNameInUseWhenTheServerHasStartedAgain() {
        enter("Ann again");
        ALL.server().restart();
        enter("Ann again");
    }

    private TextSocket enter(String name) {
        return enter(name, Map.of());
    }

    private TextSocket enter(String name, Map<String, String> headers) {
        TextSocket socket = open(name, headers);
        until(socket, "System: " + name + " has joined the chat");
        return socket;
    }

    private TextSocket open(String name, Map<String, String> headers) {
        return ALL.open("/ws/" + name.replace(" ", "%20"), headers);
    }

    /** Everything up to a line. */
    private static List<String> until(TextSocket socket, String line) {
        List<String> heard = new ArrayList<>();
        do {
            heard.add(socket.next());
        } while (!heard.get(heard.size() - 1).equals(line));
        return heard;
    }

    private static List<String> spoken(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name + ": ")).toList();
    }
}
