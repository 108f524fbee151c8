package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Failure;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.bridge.MirrorGroup;
import io.confab.contract.bridge.MirrorUser;
import io.confab.contract.group.ListGroups;
import io.confab.contract.log.LogEntry;
import io.confab.contract.presence.SessionClosed;
import io.confab.contract.presence.SessionOpened;
import io.confab.gateway.session.Rate;
import io.confab.gateway.socket.SocketLimits;
import io.confab.testkit.client.Frame;
import io.confab.testkit.client.NativeClient;
import io.confab.testkit.client.NativeClients;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentifyTest {

    private final GatewayServer server = new GatewayServer(GatewayServer.CONFIG);
    private final World world = server.world;

    @BeforeEach
    void fillTheWorld() {
        world.group(1, 3, "ann", "bob");
        world.group(2, 0, "ann");
        world.group(3, 7, "bob");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void showsWhoeverIdentifiesHisGroupsAndNoOthers() {
        NativeClient ann = server.signIn("ann");

        assertThat(ann.ready().at("user").path("name").asText()).isEqualTo("ann");
        assertThat(ann.ready().at("groups").findValuesAsText("id")).containsExactly("1", "2");
        assertThat(ann.ready().at("groups").findValuesAsText("head")).containsExactly("3", "0");
    }

    @Test
    void takesTheTokenFromTheHeader() {
        NativeClient ann = server.clients.connect(options().putHeader("Authorization", "Bearer ann"));

        assertThat(ann.next("ready").at("user").path("name").asText()).isEqualTo("ann");
    }

    @Test
    void takesTheTokenFromASubprotocol() {
        WebSocketConnectOptions options = options().setSubProtocols(List.of("confab.v1", "bearer.bob"));

        NativeClient bob = server.clients.connect(options);

        assertThat(bob.next("ready").at("user").path("name").asText()).isEqualTo("bob");
    }

    @Test
    void doesNotLookAtATokenInTheUrl() {
        NativeClient somebody = server.clients.connect(options().setURI("/ws?token=ann&access_token=ann"));

        assertThat(somebody.ask(Frame.message(1, "hi")).text("code")).isEqualTo("UNAUTHENTICATED");
        assertThat(world.asked(Authenticate.class)).isZero();
    }

    @Test
    void refusesABadTokenAndCloses() {
        NativeClient mallory = server.clients.connect(server.uri);

        Frame answer = mallory.ask(Frame.of("identify").with("token", "mallory"));

        assertThat(answer.text("code")).isEqualTo("UNAUTHENTICATED");
        assertThat(mallory.closeCode()).isEqualTo(4401);
    }

    @Test
    void refusesABadTokenOfTheHeaderLikeAnyOther() {
        NativeClient mallory = server.clients.connect(options().putHeader("Authorization", "Bearer mallory"));

        assertThat(mallory.next("error").text("code")).isEqualTo("UNAUTHENTICATED");
        assertThat(mallory.closeCode()).isEqualTo(4401);
    }

    @Test
    void closesWhoDoesNotIdentifyInTime() {
        try (GatewayServer hasty = new GatewayServer(GatewayServer.with(hasty(), new Rate(100, 100)))) {
            NativeClient silent = hasty.clients.connect(hasty.uri);

            assertThat(silent.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void refusesCommandsOfStrangers() {
        NativeClient stranger = server.clients.connect(server.uri);

        for (String type : List.of("send_message", "edit_message", "delete_message", "mark_read", "mark_delivered")) {
            assertThat(stranger.ask(Frame.message(1, "hi").with("type", type).with("seq", 1))
                            .text("code"))
                    .as(type)
                    .isEqualTo("UNAUTHENTICATED");
        }
        for (String type : List.of("typing", "watch", "unwatch", "resume")) {
            Frame command = Frame.of(type).with("group_id", 1).with("cursors", Map.of(1, 0));
            assertThat(stranger.ask(command).text("code")).as(type).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void keepsCommandsUntilItKnowsWhoSendsThem() {
        Promise<Void> stall = world.stall(Authenticate.class);
        NativeClient ann = server.clients.connect(server.uri);
        ann.tell(Frame.of("identify").with("token", "ann"));
        ann.tell(Frame.message(1, "impatient"));

        stall.complete();

        ann.next("ready");
        assertThat(ann.next("message_sent").seq()).isEqualTo(4);
    }

    @Test
    void mayBeTriedAgainWhenTheGroupsCannotBeRead() {
        world.fail(ListGroups.class, Failure.unavailable("The database is away"));
        NativeClient ann = server.clients.connect(server.uri);
        Frame identify = Frame.of("identify").with("token", "ann");
        assertThat(ann.ask(identify).text("code")).isEqualTo("UNAVAILABLE");

        world.recover();

        assertThat(ann.ask(identify).is("ready")).isTrue();
    }

    @Test
    void hearsWhatWasSaidWhileItsGroupsWereBeingRead() {
        world.afterList(() -> world.say(1, "bob", "just now"));

        NativeClient ann = server.signIn("ann");
        world.post(1, "bob", "later");

        long head = ann.ready().at("groups").path(0).path("head").asLong();
        List<Long> heard = Heard.seqs(ann, 1);
        assertThat(heard).isEqualTo(head == 4 ? List.of(5L) : List.of(4L, 5L));
    }

    @Test
    void believesNoHeadThatWasReadBeforeOtherNodesWereHeard() {
        Promise<Void> mirrored = world.stall(MirrorGroup.class);
        world.lose(event -> event instanceof LogEntry);
        NativeClient ann = server.clients.connect(server.uri);
        ann.tell(Frame.of("identify").with("token", "ann"));
        while (world.asked(MirrorGroup.class) < 2) {
            Thread.onSpinWait();
        }
        world.post(1, "bob", "said on another node and heard by nobody here");

        mirrored.complete();

        assertThat(ann.next("ready").at("groups").path(0).path("head").asLong()).isEqualTo(4);
    }

    @Test
    void waitsForNobodyWhenThereIsNoBridge() {
        world.fail(MirrorGroup.class, Failure.unavailable("No bridge"));
        world.fail(MirrorUser.class, Failure.unavailable("No bridge"));
        assertThat(server.signIn("ann").send(1, "hello").seq()).isEqualTo(4);
    }

    @Test
    void resumesInOrderWhatWasSaidWhileItsGroupsWereBeingRead() {
        List<NativeClient> onEachLoop =
                List.of(server.signIn("bob"), server.signIn("bob"), server.signIn("bob"), server.signIn("bob"));
        for (int i = 0; i < 10; i++) {
            world.afterList(() -> world.say(1, "bob", "just now"));
            NativeClient ann = server.clients.connect(server.uri);
            ann.identify("ann", Map.of(1L, 1L));
            ann.next("resumed");
            assertThat(Heard.seqs(ann, 1)).isEqualTo(Heard.range(2, 4 + i));
        }
        onEachLoop.forEach(NativeClient::close);
    }

    @Test
    void hearsAGroupWhoseCursorIsBeyondItsHeadFromTheHeadOn() {
        world.post(2, "ann", "one");
        world.post(2, "ann", "two");
        NativeClient ann = server.clients.connect(server.uri);
        ann.identify("ann", Map.of(1L, 99L, 2L, 0L));
        assertThat(ann.next("error").text("field")).isEqualTo("cursors.1");
        world.post(1, "bob", "heard");
        assertThat(Heard.seqs(ann, 1)).containsExactly(4L);
        assertThat(Heard.seqsUpTo(ann, 2, 2)).containsExactly(1L, 2L);
    }

    @Test
    void hearsAGroupThatItEnteredWhileItsGroupsWereBeingRead() {
        world.afterList(() -> world.enter(3, "ann"));

        NativeClient ann = server.signIn("ann");
        world.post(3, "bob", "welcome");

        assertThat(ann.ready().at("groups").findValuesAsText("id")).containsExactly("1", "2", "3");
        assertThat(Heard.seqs(ann, 3)).containsExactly(9L);
    }

    @Test
    void isRenewedWithANewerToken() {
        NativeClient ann = server.signIn("ann@2");

        Frame renewed = ann.ask(Frame.of("identify").with("token", "ann@3600"));

        assertThat(renewed.is("renewed")).isTrue();
        assertThat(ann.send(1, "still here").seq()).isEqualTo(4);
    }

    @Test
    void isNotRenewedWithABadTokenAndStays() {
        NativeClient ann = server.signIn("ann");

        assertThat(ann.ask(Frame.of("identify").with("token", "mallory")).text("code"))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(ann.ask(Frame.of("identify").with("token", "bob")).text("field"))
                .isEqualTo("token");
        assertThat(ann.send(1, "still ann").seq()).isEqualTo(4);
        assertThat(ann.next("new_message").text("sender_name")).isEqualTo("ann");
    }

    @Test
    void closesWhenTheTokenHasEnded() {
        NativeClient ann = server.signIn("ann@1");

        assertThat(ann.closeCode()).isEqualTo(4401);
    }

    @Test
    void closesExactlyTheSessionsThatAreRevoked() {
        NativeClient ann = server.signIn("ann");
        NativeClient bob = server.signIn("bob");
        long revoked = ann.ready().number("session_id");

        world.announce(new SessionsRevoked(world.user("bob").id(), Set.of(revoked)));
        world.announce(new SessionsRevoked(world.user("ann").id(), Set.of(revoked)));

        assertThat(ann.closeCode()).isEqualTo(4401);
        assertThat(Heard.all(bob)).isEmpty();
    }

    @Test
    void tellsOfEachSessionThatItOpenedAndClosedOnce() throws InterruptedException {
        LinkedBlockingQueue<Object> told = new LinkedBlockingQueue<>();
        server.bus.hear(SessionOpened.class, told::add);
        server.bus.hear(SessionClosed.class, told::add);
        NativeClient stranger = server.clients.connect(server.uri);
        NativeClient one = server.signIn("ann");
        NativeClient two = server.clients.signIn(server.otherLoop, "ann");

        stranger.close();
        one.close();
        two.socket().drop();

        long ann = world.user("ann").id();
        assertThat(List.of(next(told), next(told), next(told), next(told)))
                .containsExactlyInAnyOrder(
                        new SessionOpened(ann), new SessionOpened(ann), new SessionClosed(ann), new SessionClosed(ann));
        assertThat(told).isEmpty();
    }

    @Test
    void isNobodysWhenItClosesBeforeItIsKnownWhoseItIs() throws InterruptedException {
        try (GatewayServer hasty = new GatewayServer(GatewayServer.with(hasty(), new Rate(100, 100)))) {
            hasty.world.group(1, 0, "ann", "bob");
            LinkedBlockingQueue<Object> told = new LinkedBlockingQueue<>();
            hasty.bus.hear(SessionOpened.class, told::add);
            hasty.bus.hear(SessionClosed.class, told::add);
            Promise<Void> stall = hasty.world.stall(Authenticate.class);
            NativeClient late = hasty.clients.connect(hasty.uri);
            late.tell(Frame.of("identify").with("token", "ann"));
            assertThat(late.closeCode()).isEqualTo(4401);

            stall.complete();
            hasty.world.recover();
            hasty.signIn("bob");

            assertThat(next(told))
                    .isEqualTo(new SessionOpened(hasty.world.user("bob").id()));
            assertThat(told).isEmpty();
            assertThat(hasty.world.asked(ListGroups.class)).as("bob's only").isEqualTo(2);
        }
    }

    @Test
    void refusesPagesOfOtherHosts() {
        assertThatThrownBy(() -> server.clients.connect(options().putHeader("Origin", "https://evil.example")))
                .hasMessageContaining("403");
    }

    private static SocketLimits hasty() {
        Duration never = Duration.ofMinutes(10);
        Duration soon = Duration.ofMillis(200);
        Duration often = Duration.ofMillis(20);
        return new SocketLimits(65_536, 65_536, 1_048_576, never, never, never, soon, never, never, never, soon, often);
    }

    private static Object next(LinkedBlockingQueue<Object> told) throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    private WebSocketConnectOptions options() {
        return NativeClients.options(server.uri);
    }
}
