package io.confab.server.contracts;

import static io.confab.server.contracts.FormClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.server.contracts.FormClient.Name;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.RestClient.Person;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** S0 beyond its transcript: proofs, what was missed, and the world around it. */
class FormsIT {

    @RegisterExtension
    private static final OldClients ALL = new OldClients();

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final FormClient forms = new FormClient(ALL.uri());

    @Test
    void takesFormsInPartsAndTellsWhatIsWrongWithAnyBody() {
        String name = newName();
        String parts = "--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\n" + name + "\r\n--x--\r\n";
        HttpResponse<String> made = forms.postBody("/register", Map.of(), "multipart/form-data; boundary=x", parts);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(json(made).path("username").asText()).isEqualTo(name);

        HttpResponse<String> broken = forms.postBody("/register", Map.of(), "application/json", "{\"username\":");
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(fault(broken).path("type").asText()).isEqualTo("json_invalid");
        HttpResponse<String> latin =
                forms.postBody("/register", Map.of(), "application/x-www-form-urlencoded", "username=caf%E9");
        assertThat(latin.statusCode()).isEqualTo(422);
        assertThat(fault(latin).path("msg").asText()).isEqualTo("Value error, This is not written in UTF-8");
        HttpResponse<String> none = forms.post("/send_message", Map.of());
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(json(none).path("detail")).hasSize(2);
        HttpResponse<String> huge = forms.post("/register", Map.of(), "username", "x".repeat(200_000));
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(json(huge).has("detail")).isTrue();
    }

    @Test
    void takesTheLongestContentOfAnyScriptInAForm() {
        Name ann = forms.register(newName());
        Name bob = forms.register(newName());
        long group = forms.group(ann.id(), bob.id());
        TextSocket bobs = open(bob.id(), Map.of());
        heartbeat(bobs);
        for (String character : List.of("я", "語", "😀")) {
            String longest = character.repeat(8_000);
            forms.send(ann.id(), group, longest);
            assertThat(json(bobs.next()).path("content").asText()).isEqualTo(longest);
            HttpResponse<String> longer = forms.post(
                    "/send_message",
                    Map.of(),
                    "sender_id",
                    ann.id(),
                    "group_id",
                    group,
                    "content",
                    longest + character);
            assertThat(longer.statusCode()).isEqualTo(422);
            assertThat(fault(longer).path("msg").asText()).isEqualTo("Value error, At most 8000 characters");
        }
    }

    @Test
    void looksNobodyUpForAListOfTooManyMembers() {
        Name ann = forms.register(newName());
        for (String member : List.of("x,", "7,")) {
            HttpResponse<String> refused = forms.post(
                    "/create_group",
                    Map.of(),
                    "name",
                    "crowd",
                    "created_by",
                    ann.id(),
                    "user_ids",
                    member.repeat(30_000));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(json(refused).path("detail")).hasSize(1);
            assertThat(fault(refused).path("type").asText()).isEqualTo("too_long");
            assertThat(refused.body()).hasSizeLessThan(500);
        }
    }

    @Test
    void keepsAnIdForTheBrowserThatHasOpenedItsSocketWithItsCookie() {
        Name first = forms.register(newName());
        Name second = forms.register(newName(), Map.of("Cookie", first.cookie()));
        assertThat(second.cookie()).isEqualTo(first.cookie());
        TextSocket guess = open(second.id(), Map.of());
        heartbeat(guess);
        Map<String, String> page =
                Map.of("Cookie", first.cookie(), "Origin", ALL.uri().toString());
        heartbeat(open(first.id(), page));
        heartbeat(open(second.id(), page));
        assertThat(guess.closed().code()).isEqualTo(1008);
        assertThat(open(first.id(), Map.of()).closed().code()).isEqualTo(1008);
        assertThat(sendAs(first, Map.of(), second.id())).isEqualTo(403);
        assertThat(sendAs(first, Map.of("Cookie", first.cookie()), second.id())).isEqualTo(200);
        assertThat(sendAs(first, first.bearer(), second.id())).isEqualTo(200);
        assertThat(sendAs(first, second.bearer(), second.id())).isEqualTo(403);
    }

    @Test
    void pinsNothingForAProgramThatKeepsItsCookieForItsForms() {
        Name name = forms.register(newName());
        Name other = forms.register(newName());
        heartbeat(open(name.id(), Map.of("Cookie", name.cookie())));
        assertThat(sendAs(name, Map.of("Cookie", name.cookie()), other.id())).isEqualTo(200);
        heartbeat(open(name.id(), Map.of()));
        assertThat(sendAs(name, Map.of(), other.id())).isEqualTo(200);
        // a proof of another id is none, pinned or not
        assertThat(sendAs(name, Map.of("Cookie", other.cookie()), other.id())).isEqualTo(403);
    }

    @Test
    void keepsWhoHasProvenNothingFromBeginningWithAnAccount() {
        Person account = ALL.rest().register(newName());
        Name name = forms.register(newName());
        assertThat(sendAs(name, Map.of(), account.userId())).isEqualTo(403);
        HttpResponse<String> group = forms.post(
                "/create_group", Map.of(), "name", "x", "created_by", name.id(), "user_ids", account.userId() + ",1");
        assertThat(group.statusCode()).isEqualTo(400);

        HttpResponse<String> begun = forms.post(
                "/create_group",
                Map.of("Authorization", "Bearer " + account.token()),
                "name",
                "hello",
                "created_by",
                account.userId(),
                "other_user_id",
                name.id());
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        assertThat(sendAs(name, Map.of(), account.userId())).isEqualTo(200);

        Name proven = forms.register(newName());
        assertThat(sendAs(proven, proven.bearer(), account.userId())).isEqualTo(200);
    }

    @Test
    void letsNobodyActAsAnAccountByItsNumber() {
        Person account = ALL.rest().register(newName());
        Name name = forms.register(newName());
        HttpResponse<String> forged = forms.post(
                "/send_message", Map.of(), "sender_id", account.userId(), "receiver_id", name.id(), "content", "x");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(open(account.userId(), Map.of()).closed().code()).isEqualTo(1008);
        Map<String, String> own = Map.of("Authorization", "Bearer " + account.token());
        heartbeat(open(account.userId(), own));
        assertThat(open(name.id(), own).closed().code()).isEqualTo(1008);
    }

    @Test
    void tellsWhatWasMissedOnceOfAllGroupsInTheOrderInWhichItWasSaid() {
        Name ann = forms.register(newName());
        Name bob = forms.register(newName());
        Name cyd = forms.register(newName());
        long withBob = forms.group(ann.id(), bob.id());
        long withCyd = forms.group(ann.id(), cyd.id());
        TextSocket before = open(ann.id(), Map.of());
        heartbeat(before);
        forms.send(bob.id(), withBob, "heard");
        assertThat(contents(before.next(1))).containsExactly("heard");
        before.close();

        forms.send(ann.id(), withBob, "own");
        forms.send(bob.id(), withBob, "1");
        forms.send(cyd.id(), withCyd, "2");
        forms.send(bob.id(), withBob, "3");
        TextSocket first = open(ann.id(), Map.of());
        assertThat(contents(first.next(3))).containsExactly("1", "2", "3");
        forms.send(cyd.id(), withCyd, "live");
        assertThat(contents(first.next(1))).containsExactly("live");
        first.close();
        TextSocket second = open(ann.id(), Map.of());
        heartbeat(second);
        forms.send(cyd.id(), withCyd, "last");
        assertThat(contents(second.next(1))).containsExactly("last");
    }

    @Test
    void isOneWorldWithTheNativeProtocolAndHasNoWordForEdits() {
        Person account = ALL.rest().register(newName());
        NativeClient natives = ALL.clients().signIn(ALL.uri(), account.token());
        Name name = forms.register(newName());
        TextSocket socket = open(name.id(), Map.of());
        heartbeat(socket);
        HttpResponse<String> begun = forms.post(
                "/create_group",
                Map.of("Authorization", "Bearer " + account.token()),
                "name",
                "both",
                "created_by",
                account.userId(),
                "other_user_id",
                name.id());
        long group = json(begun).path("group_id").asLong();
        natives.next("group_joined");
        long seq = natives.send(group, "from the native side").seq();
        assertThat(contents(socket.next(1))).containsExactly("from the native side");
        natives.ask(Frame.of("edit_message")
                .with("group_id", group)
                .with("seq", seq)
                .with("content", "edited"));
        forms.send(name.id(), group, "from the forms");
        assertThat(contents(socket.next(1))).containsExactly("from the forms");
        natives.next("new_message", group);
        assertThat(natives.next("new_message", group).text("content")).isEqualTo("from the forms");
    }

    @Test
    void tellsWhoAsksForItWhichOfHisPeopleAreOnline() {
        Name ann = forms.register(newName());
        Name bob = forms.register(newName());
        Name stranger = forms.register(newName());
        forms.group(ann.id(), bob.id());
        heartbeat(open(bob.id(), Map.of()));
        heartbeat(open(stranger.id(), Map.of()));
        TextSocket asking = ALL.open("/ws/" + ann.id() + "?features=typing,presence", Map.of());
        assertThat(asking.next()).isEqualTo("{\"type\":\"online_users\",\"users\":[" + bob.id() + "]}");
    }

    @Test
    void endsSocketsThatSayTooMuch() {
        Name name = forms.register(newName());
        TextSocket large = open(name.id(), Map.of());
        large.send("x".repeat(300_000));
        assertThat(large.closed().code()).isEqualTo(1009);
        Name other = forms.register(newName());
        HttpResponse<String> tooLong = forms.post(
                "/send_message",
                Map.of(),
                "sender_id",
                name.id(),
                "receiver_id",
                other.id(),
                "content",
                "x".repeat(8_001));
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(fault(tooLong).path("msg").asText()).contains("8000");
    }

    @Test
    void refusesPagesOfOtherHosts() {
        HttpResponse<String> foreign =
                forms.post("/register", Map.of("Origin", "https://elsewhere.example"), "username", newName());
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(json(foreign).has("detail")).isTrue();
    }

    @Test
    void keepsNamesGroupsAndWhatWasSaidWhenTheServerStartsAgain() {
        String taken = newName();
        Name ann = forms.register(taken);
        Name bob = forms.register(newName());
        long group = forms.group(ann.id(), bob.id());
        forms.send(ann.id(), group, "before");
        ALL.server().restart();
        assertThat(forms.post("/register", Map.of(), "username", taken).statusCode())
                .isEqualTo(400);
        assertThat(forms.group(bob.id(), ann.id())).isEqualTo(group);
        assertThat(contents(open(bob.id(), Map.of()).next(1))).containsExactly("before");
    }

    private int sendAs(Name sender, Map<String, String> headers, long receiver) {
        return forms.post(
                        "/send_message", headers, "sender_id", sender.id(), "receiver_id", receiver, "content", "hello")
                .statusCode();
    }

    private TextSocket open(long id, Map<String, String> headers) {
        return ALL.open("/ws/" + id, headers);
    }

    private static void heartbeat(TextSocket socket) {
        socket.send("heartbeat");
        assertThat(socket.next()).isEqualTo("{\"type\": \"heartbeat_ack\"}");
    }

    private static JsonNode fault(HttpResponse<String> answer) {
        return json(answer).path("detail").path(0);
    }

    private static List<String> contents(List<String> frames) {
        return frames.stream()
                .map(frame -> json(frame).path("content").asText())
                .toList();
    }

    private static String newName() {
        return "forms " + NAMES.incrementAndGet() + " x";
    }
}
