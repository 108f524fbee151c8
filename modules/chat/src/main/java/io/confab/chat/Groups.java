package io.confab.chat;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.group.ChangeGroup;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.JoinGroup;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.LoadGroups;
import io.confab.contract.group.OpenDirect;
import io.confab.contract.group.OpenPublicGroup;
import io.confab.contract.group.Role;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.group.StoreDirect;
import io.confab.contract.group.StoreGroup;
import io.confab.contract.group.StoreOpenGroup;
import io.confab.contract.group.WelcomeUser;
import io.confab.contract.log.AppendChange;
import io.confab.contract.log.Change;
import io.confab.contract.log.Guard;
import io.confab.contract.log.LogEntry;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Making, finding, entering and changing groups: everybody makes them, admins change them. */
final class Groups {

    private static final int MAX_FIRST_MEMBERS = 200;
    private static final int MAX_SLUG_TRIES = 5;

    private final Bus bus;
    private final Memberships memberships;
    private final Presence presence;
    private final String lobby;

    Groups(Bus bus, Memberships memberships, Presence presence, String lobby) {
        this.bus = bus;
        this.memberships = memberships;
        this.presence = presence;
        this.lobby = lobby;
    }

    Future<List<GroupSummary>> list(ListGroups request) {
        return bus.ask(new LoadGroups(request.userId(), 0))
                .map(groups -> groups.stream().map(this::withPresence).toList());
    }

    Future<GroupSummary> show(ShowGroup request) {
        return show(request.userId(), request.groupId());
    }

    Future<Group> create(CreateGroup request) {
        if (request.kind() == null || request.kind() == GroupKind.DIRECT) {
            throw Failure.invalid("kind", "Make a PRIVATE or a PUBLIC group; a direct one is opened with its user");
        }
        if (request.memberIds().size() > MAX_FIRST_MEMBERS) {
            throw Failure.invalid("member_ids", "At most " + MAX_FIRST_MEMBERS + " members from the start");
        }
        String name = Texts.requireName(request.name());
        String description = Texts.requireDescription(request.description());
        if (request.kind() == GroupKind.PRIVATE) {
            return store(request, name, null, description);
        }
        return request.slug() == null
                ? underFreeSlug(name, 1, slug -> store(request, name, slug, description))
                : store(request, name, Texts.requireSlug(request.slug()), description);
    }

    Future<Group> openPublic(OpenPublicGroup request) {
        String name = Texts.requireName(request.name());
        String description = Texts.requireDescription(request.description());
        return underFreeSlug(name, 1, slug -> bus.ask(new StoreOpenGroup(name, slug, description)));
    }

    Future<Group> openDirect(OpenDirect request) {
        if (request.user().id() == request.otherUserId()) {
            throw Failure.invalid("user_id", "A direct group needs another user than yourself");
        }
        return bus.ask(new StoreDirect(request.user().id(), request.otherUserId()));
    }

    Future<Group> change(ChangeGroup request) {
        Change change = new Change.Describe(
                request.name() == null ? null : Texts.requireName(request.name()),
                Texts.requireDescription(request.description()),
                request.archived());
        return memberships
                .change(new AppendChange(request.actorId(), request.groupId(), Guard.ADMIN, change))
                .compose(entry -> entry.orElse(null) instanceof LogEntry.GroupChanged changed
                        ? Future.succeededFuture(changed.group())
                        : show(request.actorId(), request.groupId()).map(GroupSummary::group));
    }

    Future<GroupSummary> join(JoinGroup request) {
        long userId = request.user().id();
        return enter(userId, request.groupId()).compose(entered -> show(userId, request.groupId()));
    }

    Future<Void> welcome(WelcomeUser request) {
        return lobby.isEmpty()
                ? Future.succeededFuture()
                : bus.ask(new FindPublicGroup(lobby))
                        .compose(group -> enter(request.user().id(), group.id()));
    }

    private Future<Void> enter(long userId, long groupId) {
        Change join = new Change.Join(userId, Role.MEMBER);
        return bus.ask(new AppendChange(userId, groupId, Guard.PUBLIC_GROUP, join))
                .mapEmpty();
    }

    private Future<GroupSummary> show(long userId, long groupId) {
        return bus.ask(new LoadGroups(userId, groupId)).map(groups -> {
            if (groups.isEmpty()) {
                throw Failure.notFound("group");
            }
            return withPresence(groups.get(0));
        });
    }

    private GroupSummary withPresence(GroupSummary group) {
        return group.peer() == null ? group : group.withPeer(presence.of(group.peer()));
    }

    private Future<Group> store(CreateGroup request, String name, String slug, String description) {
        return bus.ask(
                new StoreGroup(request.creator().id(), request.kind(), name, slug, description, request.memberIds()));
    }

    private static Future<Group> underFreeSlug(String name, int attempt, Function<String, Future<Group>> store) {
        // many groups of one name: guessing finds a free slug sooner than counting
        int number =
                attempt < MAX_SLUG_TRIES ? attempt : ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE);
        return store.apply(Texts.slugOf(name, number))
                .recover(cause ->
                        cause instanceof Failure failure && failure.code() == Code.CONFLICT && attempt < MAX_SLUG_TRIES
                                ? underFreeSlug(name, attempt + 1, store)
                                : Future.failedFuture(cause));
    }
}
