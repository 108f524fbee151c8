package io.confab.gateway;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.GroupEvent;
import io.confab.contract.UserEvent;
import io.confab.contract.account.Authenticate;
import io.confab.contract.account.Identity;
import io.confab.contract.account.User;
import io.confab.contract.bridge.MirrorGroup;
import io.confab.contract.bridge.MirrorUser;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.Role;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.log.LogEntry;
import io.confab.contract.log.LogEntry.MemberJoined;
import io.confab.contract.log.LogEntry.MemberLeft;
import io.confab.contract.log.LogEntry.MessageDeleted;
import io.confab.contract.log.LogEntry.MessageEdited;
import io.confab.contract.log.LogEntry.MessagePosted;
import io.confab.contract.log.LogPage;
import io.confab.contract.log.ReadLog;
import io.confab.contract.message.DeleteMessage;
import io.confab.contract.message.EditMessage;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.Message;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.message.Preview;
import io.confab.contract.message.SendMessage;
import io.confab.contract.message.Sent;
import io.confab.contract.presence.ShowTyping;
import io.confab.contract.presence.Typing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * What stands behind a gateway: users, groups and their logs in memory, served over the bus as chat, accounts and
 * persistence do. A token is a user's name, and with {@code name@seconds} it ends after so many seconds.
 */
final class World {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000001Z");

    final Map<String, User> users = new TreeMap<>();
    /** What answers wait for, by the request's class. */
    private final Map<Class<?>, Future<Void>> stalls = new HashMap<>();

    private Runnable afterList = () -> {};

    private final List<Object> asked = new ArrayList<>();
    private Predicate<GroupEvent> lost = event -> false;

    private final Bus bus;
    private final NavigableMap<Long, List<LogEntry>> logs = new TreeMap<>();
    private final Map<Long, Set<Long>> members = new TreeMap<>();
    private Context context;

    World(Bus bus) {
        this.bus = bus;
    }

    /** Serves on a context of its own. */
    void start(Vertx node) {
        node.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        World.this.context = context;
                        serve();
                        return Future.succeededFuture();
                    }
                })
                .await();
    }

    /** Runs on the world's context and waits for the result. */
    <T> T on(Callable<T> action) {
        return Future.<T>future(promise -> context.runOnContext(turn -> {
                    try {
                        promise.complete(action.call());
                    } catch (Exception e) {
                        promise.fail(e);
                    }
                }))
                .await();
    }

    User user(String name) {
        return on(() -> users.computeIfAbsent(name, added -> new User(users.size() + 1, added, false)));
    }

    /** Makes a group of these users with a log of {@code old} messages. */
    void group(long id, int old, String... names) {
        for (String name : names) {
            user(name);
        }
        on(() -> {
            logs.put(id, new ArrayList<>());
            members.put(id, new TreeSet<>());
            for (String name : names) {
                members.get(id).add(users.get(name).id());
            }
            for (int i = 0; i < old; i++) {
                logs.get(id).add(posted(id, users.get(names[0]), UUID.randomUUID(), "old", null));
            }
            return null;
        });
    }

    /** Somebody says something. */
    void post(long groupId, String sender, String content) {
        on(() -> say(groupId, sender, content));
    }

    /** As {@link #post}, from the world's own context. */
    LogEntry say(long groupId, String sender, String content) {
        return append(posted(groupId, users.get(sender), UUID.randomUUID(), content, null));
    }

    void leave(long groupId, String name) {
        on(() -> {
            User user = users.get(name);
            members.get(groupId).remove(user.id());
            return append(new MemberLeft(
                    groupId,
                    head(groupId) + 1,
                    NOON,
                    user.id(),
                    user,
                    members.get(groupId).size()));
        });
    }

    void join(long groupId, String name) {
        user(name);
        on(() -> enter(groupId, name));
    }

    /** As {@link #join}, from the world's own context, of a user who exists. */
    LogEntry enter(long groupId, String name) {
        User user = users.get(name);
        members.get(groupId).add(user.id());
        int count = members.get(groupId).size();
        LogEntry entry =
                append(new MemberJoined(groupId, head(groupId) + 1, NOON, user.id(), user, Role.MEMBER, count));
        bus.announce(UserEvent.class, new GroupEntered(user.id(), groupId, entry.seq()));
        return entry;
    }

    /** Publishes something that is in no log. */
    void publish(GroupEvent event) {
        on(() -> {
            bus.publish(event);
            return null;
        });
    }

    /** Announces something to a user. */
    void announce(UserEvent event) {
        on(() -> {
            bus.announce(UserEvent.class, event);
            return null;
        });
    }

    /** From now on these are never published although they are in the log. */
    void lose(Predicate<GroupEvent> events) {
        on(() -> lost = events);
    }

    /** Runs once, when the groups of a user have been read and before they are told. */
    void afterList(Runnable action) {
        on(() -> afterList = action);
    }

    /** Answers to requests of a class wait until the promise is completed, or fail with it. */
    Promise<Void> stall(Class<?> type) {
        Promise<Void> stall = Promise.promise();
        on(() -> stalls.put(type, stall.future()));
        return stall;
    }

    /** Requests of a class fail. */
    void fail(Class<?> type, Failure failure) {
        on(() -> stalls.put(type, Future.failedFuture(failure)));
    }

    /** Requests of all classes are answered at once again. */
    void recover() {
        on(() -> {
            stalls.clear();
            return null;
        });
    }

    /** How often something of a kind was asked. */
    long asked(Class<?> type) {
        return on(() -> asked.stream().filter(type::isInstance).count());
    }

    long head(long groupId) {
        return logs.get(groupId).size();
    }

    private void serve() {
        bus.serve(MirrorGroup.class, request -> after(request, () -> null));
        bus.serve(MirrorUser.class, request -> after(request, () -> null));
        bus.serve(Authenticate.class, request -> after(request, () -> authenticate(request)));
        bus.serve(ListGroups.class, request -> after(request, () -> list(request)));
        bus.serve(ShowGroup.class, request -> after(request, () -> summary(request.userId(), request.groupId())));
        bus.serve(ReadLog.class, request -> after(request, () -> read(request)));
        bus.serve(SendMessage.class, request -> after(request, () -> send(request)));
        bus.serve(EditMessage.class, request -> after(request, () -> edit(request)));
        bus.serve(DeleteMessage.class, request -> after(request, () -> delete(request)));
        bus.serve(MarkMessages.class, request -> after(request, () -> mark(request)));
        bus.serve(ShowTyping.class, request -> after(request, () -> type(request)));
    }

    private <T> Future<T> after(Object request, Callable<T> answer) {
        asked.add(request);
        return stalls.getOrDefault(request.getClass(), Future.succeededFuture()).map(go -> {
            try {
                return answer.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Identity authenticate(Authenticate request) {
        String[] parts = request.accessToken().split("@", -1);
        User user = users.get(parts[0]);
        if (user == null) {
            throw Failure.of(Failure.Code.UNAUTHENTICATED, "The access token is not valid");
        }
        Duration left = Duration.ofSeconds(parts.length == 1 ? 900 : Long.parseLong(parts[1]));
        return new Identity(user, 100 + user.id(), Instant.now().plus(left));
    }

    private List<GroupSummary> list(ListGroups request) {
        List<GroupSummary> list = logs.keySet().stream()
                .filter(group -> members.get(group).contains(request.userId()))
                .map(group -> summary(request.userId(), group))
                .toList();
        Runnable once = afterList;
        afterList = () -> {};
        once.run();
        return list;
    }

    private GroupSummary summary(long userId, long groupId) {
        requireMember(userId, groupId);
        Group group = new Group(
                groupId,
                GroupKind.PUBLIC,
                "Group " + groupId,
                "group-" + groupId,
                null,
                members.get(groupId).size(),
                head(groupId),
                NOON,
                null);
        return new GroupSummary(group, Role.MEMBER, 0, 0, 0, lastMessage(groupId), null);
    }

    private Preview lastMessage(long groupId) {
        List<LogEntry> log = logs.get(groupId);
        return log.isEmpty() || !(log.get(log.size() - 1) instanceof MessagePosted posted)
                ? null
                : Preview.of(posted.message());
    }

    private LogPage read(ReadLog request) {
        List<LogEntry> log = logs.get(request.groupId());
        int from = (int) Math.min(request.after(), log.size());
        int to = (int) Math.min(log.size(), from + (long) request.limit());
        return new LogPage(request.groupId(), List.copyOf(log.subList(from, to)), log.size());
    }

    private Sent send(SendMessage request) {
        requireMember(request.sender().id(), request.groupId());
        if (request.content().isBlank()) {
            throw Failure.invalid("content", "A message needs a text");
        }
        Message message = ((MessagePosted) append(posted(
                        request.groupId(), request.sender(), request.key(), request.content(), request.replyTo())))
                .message();
        return new Sent(message.groupId(), message.seq(), message.messageId(), message.key(), message.sentAt());
    }

    private Message edit(EditMessage request) {
        requireMember(request.actorId(), request.groupId());
        Message old = message(request.groupId(), request.seq());
        Message now = new Message(
                old.groupId(),
                old.seq(),
                old.messageId(),
                old.senderId(),
                old.senderName(),
                old.key(),
                request.content(),
                old.replyTo(),
                old.sentAt(),
                NOON,
                null);
        append(new MessageEdited(request.groupId(), head(request.groupId()) + 1, NOON, request.actorId(), now));
        return now;
    }

    private Message delete(DeleteMessage request) {
        requireMember(request.actorId(), request.groupId());
        Message old = message(request.groupId(), request.seq());
        Message now = new Message(
                old.groupId(),
                old.seq(),
                old.messageId(),
                old.senderId(),
                old.senderName(),
                old.key(),
                null,
                old.replyTo(),
                old.sentAt(),
                null,
                NOON);
        append(new MessageDeleted(request.groupId(), head(request.groupId()) + 1, NOON, request.actorId(), now));
        return now;
    }

    private OwnMarksMoved mark(MarkMessages request) {
        requireMember(request.userId(), request.groupId());
        long delivered = Math.max(request.deliveredSeq(), request.readSeq());
        OwnMarksMoved marks = new OwnMarksMoved(request.userId(), request.groupId(), delivered, request.readSeq(), 0);
        bus.announce(UserEvent.class, marks);
        return marks;
    }

    private Void type(ShowTyping request) {
        requireMember(request.user().id(), request.groupId());
        bus.publish(new Typing(request.groupId(), request.user()));
        return null;
    }

    private Message message(long groupId, long seq) {
        return ((MessagePosted) logs.get(groupId).get((int) seq - 1)).message();
    }

    private MessagePosted posted(long groupId, User sender, UUID key, String content, Long replyTo) {
        long seq = head(groupId) + 1;
        return new MessagePosted(new Message(
                groupId,
                seq,
                1_000 * groupId + seq,
                sender.id(),
                sender.name(),
                key,
                content,
                replyTo,
                NOON,
                null,
                null));
    }

    private LogEntry append(LogEntry entry) {
        logs.get(entry.groupId()).add(entry);
        if (!lost.test(entry)) {
            bus.publish(entry);
        }
        return entry;
    }

    private void requireMember(long userId, long groupId) {
        if (!members.containsKey(groupId) || !members.get(groupId).contains(userId)) {
            throw Failure.notFound("group");
        }
    }
}
