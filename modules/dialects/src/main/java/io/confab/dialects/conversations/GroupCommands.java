package io.confab.dialects.conversations;

import io.confab.contract.Bus;
import io.confab.contract.Failure;
import io.confab.contract.account.User;
import io.confab.contract.group.AddMember;
import io.confab.contract.group.ChangeGroup;
import io.confab.contract.group.ChangeRole;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.JoinGroup;
import io.confab.contract.group.ListMembers;
import io.confab.contract.group.Member;
import io.confab.contract.group.RemoveMember;
import io.confab.contract.group.Role;
import io.confab.gateway.session.Session;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Group chat: making and changing groups, who is in them, and reading. What changes is told to all members by events. */
final class GroupCommands {

    private static final int MEMBERS = 200;

    private final Bus bus;
    private final Reading reading;

    private record Members(long conversationId, List<Shown> members) {}

    private record Shown(long userId, String username, String role, boolean online, String lastSeen) {
        static Shown of(Member member) {
            User user = member.peer().user();
            return new Shown(
                    user.id(),
                    user.name(),
                    Said.role(member.role()),
                    member.peer().online(),
                    Said.iso(member.peer().lastSeen()));
        }
    }

    GroupCommands(Bus bus) {
        this.bus = bus;
        reading = new Reading(bus);
    }

    void addTo(Map<String, Commands.Command> all) {
        all.put("create_group", this::create);
        all.put("update_group", this::update);
        all.put("join_group", this::join);
        all.put("leave_group", this::leave);
        all.put("add_member", this::add);
        all.put("remove_member", this::remove);
        all.put("change_role", this::changeRole);
        all.put("list_members", this::list);
        all.put("mark_read", this::markRead);
    }

    private Future<byte[]> create(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        CreateGroup create = new CreateGroup(
                session.identity().user(),
                arguments.flag("public") ? GroupKind.PUBLIC : GroupKind.PRIVATE,
                arguments.text("name"),
                null,
                arguments.textOrNull("description"),
                arguments.ids("member_ids"));
        return bus.ask(create).map(group -> Said.event("group_created", Said.Shown.of(group, Said.role(Role.OWNER))));
    }

    private Future<byte[]> update(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        return done(bus.ask(new ChangeGroup(
                session.userId(),
                arguments.id("group_id"),
                arguments.textOrNull("name"),
                arguments.textOrNull("description"),
                null)));
    }

    private Future<byte[]> join(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        return done(bus.ask(new JoinGroup(session.identity().user(), arguments.id("group_id"))));
    }

    private Future<byte[]> leave(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        return done(bus.ask(new RemoveMember(session.userId(), arguments.id("group_id"), session.userId())));
    }

    private Future<byte[]> add(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        return arguments.has("role")
                ? changeRole(session, talk, arguments)
                : done(bus.ask(new AddMember(session.userId(), arguments.id("group_id"), arguments.id("user_id"))));
    }

    private Future<byte[]> remove(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        return done(bus.ask(new RemoveMember(session.userId(), arguments.id("group_id"), arguments.id("user_id"))));
    }

    private Future<byte[]> changeRole(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        return done(bus.ask(new ChangeRole(
                session.userId(), arguments.id("group_id"), arguments.id("user_id"), role(arguments.text("role")))));
    }

    private Future<byte[]> list(Session session, Talk talk, Arguments arguments) {
        long groupId = arguments.id("group_id");
        return bus.ask(new ListMembers(session.userId(), groupId, 0, MEMBERS))
                .map(members -> Said.event(
                        "group_members",
                        new Members(groupId, members.stream().map(Shown::of).toList())));
    }

    private Future<byte[]> markRead(Session session, Talk talk, Arguments arguments) {
        session.requireStaying();
        long groupId = arguments.id("conversation_id");
        return reading.markRead(session.userId(), groupId)
                .map(marked -> Said.event("messages_read", new Said.MessagesRead(groupId, marked)));
    }

    private static Future<byte[]> done(Future<?> work) {
        return work.map(result -> null);
    }

    private static Role role(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "member" -> Role.MEMBER;
            case "admin" -> Role.ADMIN;
            case "owner" -> Role.OWNER;
            default -> throw Failure.invalid("role", "role must be member, admin or owner");
        };
    }
}
