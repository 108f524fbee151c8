package io.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Request;
import io.confab.contract.account.User;
import io.confab.contract.group.ChangeGroup;
import io.confab.contract.group.ChangeRole;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.LoadMembership;
import io.confab.contract.group.OpenDirect;
import io.confab.contract.group.OpenPublicGroup;
import io.confab.contract.group.RemoveMember;
import io.confab.contract.group.Role;
import io.confab.contract.group.StoreGroup;
import io.confab.contract.group.StoreOpenGroup;
import io.confab.contract.group.WelcomeUser;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.log.Change;
import io.confab.contract.log.Committed;
import io.confab.contract.log.FindSent;
import io.confab.contract.log.Guard;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.message.DeleteMessage;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.Message;
import io.confab.contract.message.ReadMessage;
import io.confab.contract.message.SendMessage;
import io.confab.contract.message.Sent;
import io.confab.contract.presence.PresenceChanged;
import io.confab.contract.presence.SessionClosed;
import io.confab.contract.presence.SessionOpened;
import io.confab.contract.presence.ShowTyping;
import io.confab.contract.presence.StorePresence;
import io.confab.contract.presence.Typing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatVerticleTest {

    private static final User ANN = new User(7, "ann", false);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long GROUP = 1;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final BlockingQueue<Object> stored = new LinkedBlockingQueue<>();
    private final AtomicInteger membershipReads = new AtomicInteger();
    private volatile Optional<Role> role = Optional.of(Role.MEMBER);
    private volatile Optional<Sent> known = Optional.empty();

    @BeforeEach
    void startChatBetweenFakes() {
        bus.serve(LoadMembership.class, request -> {
            membershipReads.incrementAndGet();
            return Future.succeededFuture(role);
        });
        bus.serve(AppendMessage.class, request -> {
            stored.add(request);
            return Future.succeededFuture(new Sent(request.groupId(), stored.size(), 1, request.key(), NOW));
        });
        bus.serve(AppendChange.class, request -> {
            stored.add(request);
            return Future.succeededFuture(Optional.empty());
        });
        bus.serve(
                FindSent.class,
                request -> known.filter(sent -> sent.key().equals(request.send().key()))
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Failure.notFound("group"))));
        bus.serve(ReadMessage.class, request -> Future.succeededFuture(message(request.seq())));
        vertx.deployVerticle(new ChatVerticle(bus, "general")).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void sendsAMessageOfAMemberUnchanged() {
        UUID key = UUID.randomUUID();
        Sent sent = ask(new SendMessage(ANN, GROUP, key, "  <b>hi</b> \uD83D\uDE00\n", 3L));
        assertThat(sent.key()).isEqualTo(key);
        assertThat(stored).containsExactly(new AppendMessage(ANN, GROUP, key, "  <b>hi</b> \uD83D\uDE00\n", 3L));
    }

    @Test
    void makesAKeyForASendWithoutOne() {
        assertThat(ask(new SendMessage(ANN, GROUP, null, "hi", null)).key()).isNotNull();
    }

    @Test
    void refusesAMessageFromANonMember() {
        role = Optional.empty();
        refuses(new SendMessage(ANN, GROUP, null, "hi", null), Failure.Code.NOT_FOUND);
        assertThat(stored).isEmpty();
    }

    @Test
    void givesTheFirstAnswerAgainAlsoAfterARemoval() {
        Sent first = new Sent(GROUP, 9, 1, UUID.randomUUID(), NOW);
        known = Optional.of(first);
        role = Optional.empty();
        assertThat(ask(new SendMessage(ANN, GROUP, first.key(), "hi", null))).isEqualTo(first);
        refuses(new SendMessage(ANN, GROUP, UUID.randomUUID(), "hi", null), Failure.Code.NOT_FOUND);
        assertThat(stored).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "half \uD83D", "\uDE00 half"})
    void refusesAnEmptyOrBrokenText(String content) {
        refuses(new SendMessage(ANN, GROUP, null, content, null), Failure.Code.INVALID);
        refuses(new EditMessage(7, GROUP, 1, content), Failure.Code.INVALID);
    }

    @Test
    void countsCharactersAndNotHalvesOfThem() {
        String longest = "\uD83D\uDE00".repeat(Message.MAX_CONTENT);
        assertThat(ask(new SendMessage(ANN, GROUP, null, longest, null))).isNotNull();
        refuses(new SendMessage(ANN, GROUP, null, longest + "x", null), Failure.Code.INVALID);
        refuses(new SendMessage(ANN, GROUP, null, "x".repeat(Message.MAX_CONTENT + 1), null), Failure.Code.INVALID);
    }

    @Test
    void asksForAMembershipOnceAndKeepsTheOrderOfTheSends() {
        List<Future<Sent>> sends = List.of(
                bus.ask(new SendMessage(ANN, GROUP, null, "1", null)),
                bus.ask(new SendMessage(ANN, GROUP, null, "2", null)),
                bus.ask(new SendMessage(ANN, GROUP, null, "3", null)));
        Future.all(sends).await();
        assertThat(membershipReads).hasValue(1);
        assertThat(stored)
                .extracting(request -> ((AppendMessage) request).content())
                .containsExactly("1", "2", "3");
    }

    @Test
    void forgetsAMembershipThatEnded() {
        ask(new SendMessage(ANN, GROUP, null, "hi", null));
        role = Optional.empty();
        bus.announce(Committed.class, new Committed(List.of(new MemberLeft(GROUP, 2, NOW, 8, ANN, 1))));
        refuses(new SendMessage(ANN, GROUP, null, "still here?", null), Failure.Code.NOT_FOUND);
    }

    @Test
    void doesNotRememberAStranger() {
        role = Optional.empty();
        refuses(new SendMessage(ANN, GROUP, null, "hi", null), Failure.Code.NOT_FOUND);
        role = Optional.of(Role.MEMBER);
        assertThat(ask(new SendMessage(ANN, GROUP, null, "hi", null))).isNotNull();
    }

    @Test
    void letsOnlyTheAuthorEditAndAlsoAdminsDelete() {
        ask(new EditMessage(7, GROUP, 5, "new"));
        ask(new DeleteMessage(7, GROUP, 5));
        assertThat(stored)
                .containsExactly(
                        new AppendChange(7, GROUP, Guard.AUTHOR, new Change.Edit(5, "new")),
                        new AppendChange(7, GROUP, Guard.AUTHOR_OR_ADMIN, new Change.Delete(5)));
    }

    @Test
    void answersAChangeThatChangedNothingWithTheMessage() {
        assertThat(ask(new DeleteMessage(7, GROUP, 5)).seq()).isEqualTo(5);
    }

    @Test
    void letsAMemberLeaveAndRankRemove() {
        ask(new RemoveMember(7, GROUP, 7));
        ask(new RemoveMember(7, GROUP, 8));
        assertThat(stored)
                .containsExactly(
                        new AppendChange(7, GROUP, Guard.MEMBER, new Change.Leave(7)),
                        new AppendChange(7, GROUP, Guard.OUTRANKS, new Change.Leave(8)));
    }

    @Test
    void refusesToChangeOnesOwnRole() {
        refuses(new ChangeRole(7, GROUP, 7, Role.MEMBER), Failure.Code.INVALID);
        role = Optional.empty();
        refuses(new ChangeRole(7, GROUP + 1, 7, Role.MEMBER), Failure.Code.NOT_FOUND);
    }

    @Test
    void givesANewcomerHisRoleInOneChange() {
        ask(new ChangeRole(7, GROUP, 8, Role.ADMIN));
        assertThat(stored)
                .containsExactly(new AppendChange(7, GROUP, Guard.GIVES_ROLE, new Change.SetRole(8, Role.ADMIN)));
    }

    @Test
    void refusesADirectGroupWithOneself() {
        refuses(new OpenDirect(ANN, 7), Failure.Code.INVALID);
    }

    @Test
    void refusesMarksBelowZero() {
        refuses(new MarkMessages(7, GROUP, -1, 0), Failure.Code.INVALID);
    }

    @Test
    void findsAFreeSlugForAPublicGroup() {
        BlockingQueue<String> slugs = new LinkedBlockingQueue<>();
        bus.serve(StoreGroup.class, request -> {
            slugs.add(request.slug());
            return slugs.size() < 3
                    ? Future.failedFuture(Failure.of(Failure.Code.CONFLICT, "taken"))
                    : Future.succeededFuture(group(request.slug()));
        });
        Group group = ask(new CreateGroup(ANN, GroupKind.PUBLIC, " Café — Über! ", null, null, List.of()));
        assertThat(group.slug()).isEqualTo("cafe-uber-3");
        assertThat(slugs).containsExactly("cafe-uber", "cafe-uber-2", "cafe-uber-3");
    }

    @Test
    void findsAFreeSlugHoweverManyGroupsHaveTheName() {
        Set<String> taken = ConcurrentHashMap.newKeySet();
        bus.serve(StoreOpenGroup.class, request -> {
            return taken.add(request.slug())
                    ? Future.succeededFuture(group(request.slug()))
                    : Future.failedFuture(Failure.of(Failure.Code.CONFLICT, "taken"));
        });
        for (int i = 0; i < 10; i++) {
            ask(new OpenPublicGroup("Lunch", null));
        }
        assertThat(taken).hasSize(10).contains("lunch", "lunch-2").allMatch(slug -> slug.matches("lunch(-[0-9]+)?"));
    }

    @Test
    void bringsANewUserIntoTheLobby() {
        bus.serve(FindPublicGroup.class, request -> Future.succeededFuture(group(request.slug())));
        ask(new WelcomeUser(ANN));
        assertThat(stored)
                .containsExactly(new AppendChange(7, GROUP, Guard.PUBLIC_GROUP, new Change.Join(7, Role.MEMBER)));
    }

    @Test
    void tellsTypingOnceInAWhile() throws InterruptedException {
        BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        bus.watch(GROUP, told::add);
        ask(new ShowTyping(ANN, GROUP));
        ask(new ShowTyping(ANN, GROUP));
        ask(new ShowTyping(ANN, GROUP));
        bus.publish(new Typing(GROUP, new User(0, "end", false)));
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(new Typing(GROUP, ANN));
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(new Typing(GROUP, new User(0, "end", false)));
    }

    @Test
    void refusesTheChangesOfANonMemberBeforeTheyWaitForTheGroup() {
        role = Optional.empty();
        refuses(new EditMessage(7, GROUP, 3, "changed"), Failure.Code.NOT_FOUND);
        refuses(new DeleteMessage(7, GROUP, 3), Failure.Code.NOT_FOUND);
        refuses(new RemoveMember(7, GROUP, 8), Failure.Code.NOT_FOUND);
        refuses(new ChangeGroup(7, GROUP, "Mine", null, null), Failure.Code.NOT_FOUND);
        assertThat(stored).isEmpty();
    }

    @Test
    void refusesTypingOfANonMember() {
        role = Optional.empty();
        refuses(new ShowTyping(ANN, GROUP), Failure.Code.NOT_FOUND);
    }

    @Test
    void tellsWhoComesAndGoesAndNotWhoReconnects() throws InterruptedException {
        BlockingQueue<PresenceChanged> told = new LinkedBlockingQueue<>();
        bus.watch(GROUP, event -> told.add((PresenceChanged) event));
        bus.serve(StorePresence.class, request -> Future.succeededFuture(Map.of(7L, List.of(GROUP))));

        bus.announce(SessionOpened.class, new SessionOpened(7));
        bus.announce(SessionOpened.class, new SessionOpened(7));
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(new PresenceChanged(GROUP, 7, true, null));

        bus.announce(SessionClosed.class, new SessionClosed(7));
        bus.announce(SessionClosed.class, new SessionClosed(7));
        bus.announce(SessionOpened.class, new SessionOpened(7));
        bus.announce(SessionClosed.class, new SessionClosed(7));
        PresenceChanged gone = told.poll(5, TimeUnit.SECONDS);
        assertThat(gone.online()).isFalse();
        assertThat(gone.lastSeen()).isNotNull();
        assertThat(told).isEmpty();
    }

    @Test
    void passesOnThatTheDatabaseIsAway() {
        Promise<Optional<Role>> never = Promise.promise();
        never.fail(Failure.unavailable("away"));
        vertx.close().await();
        Vertx other = Vertx.vertx();
        try {
            Bus otherBus = new Bus(other);
            otherBus.serve(LoadMembership.class, request -> never.future());
            other.deployVerticle(new ChatVerticle(otherBus, "")).await();
            assertThatThrownBy(() -> otherBus.ask(new SendMessage(ANN, GROUP, null, "hi", null))
                            .await())
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(Failure.Code.UNAVAILABLE));
        } finally {
            other.close().await();
        }
    }

    private <A> A ask(Request<A> request) {
        return bus.ask(request).await();
    }

    private void refuses(Request<?> request, Failure.Code code) {
        assertThatThrownBy(() -> ask(request))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static Message message(long seq) {
        return new Message(GROUP, seq, 1, 7, "ann", new UUID(0, seq), "text", null, NOW, null, null);
    }

    private static Group group(String slug) {
        return new Group(GROUP, GroupKind.PUBLIC, "General", slug, null, 1, 1, NOW, null);
    }
}
