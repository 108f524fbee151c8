package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.group.ChangeGroup;
import io.confab.contract.group.CreateGroup;
import io.confab.contract.group.FindPublicGroup;
import io.confab.contract.group.Group;
import io.confab.contract.group.GroupKind;
import io.confab.contract.group.GroupSummary;
import io.confab.contract.group.JoinGroup;
import io.confab.contract.group.ListDirectory;
import io.confab.contract.group.ListGroups;
import io.confab.contract.group.OpenDirect;
import io.confab.contract.group.ShowGroup;
import io.confab.contract.presence.CountOnline;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Making, finding, entering and changing groups. */
final class Groups {

    static final int PAGE = 50;

    private final Bus bus;

    Groups(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> list(Call call) {
        return bus.ask(new ListGroups(call.userId())).map(groups -> Answer.ok(Map.of("groups", groups)));
    }

    Future<Answer> create(Call call) {
        return bus.ask(new CreateGroup(
                        call.user(),
                        GroupKind.valueOf(call.text("kind")),
                        call.text("name"),
                        call.text("slug"),
                        call.text("description"),
                        call.integers("member_ids")))
                .map(group -> Answer.created(group, locationOf(group)));
    }

    Future<Answer> directory(Call call) {
        return bus.ask(new ListDirectory(call.query("after", 0), (int) call.query("limit", PAGE)))
                .map(groups -> Answer.ok(Map.of("groups", groups)));
    }

    Future<Answer> find(Call call) {
        return bus.ask(new FindPublicGroup(call.segment("slug"))).map(Answer::ok);
    }

    Future<Answer> openDirect(Call call) {
        return bus.ask(new OpenDirect(call.user(), call.integer("user_id"))).map(Answer::ok);
    }

    Future<Answer> show(Call call) {
        return bus.ask(new ShowGroup(call.userId(), call.groupId())).compose(this::withOnlineCount);
    }

    Future<Answer> change(Call call) {
        return bus.ask(new ChangeGroup(
                        call.userId(),
                        call.groupId(),
                        call.text("name"),
                        call.text("description"),
                        call.flag("archived")))
                .map(Answer::ok);
    }

    Future<Answer> join(Call call) {
        return bus.ask(new JoinGroup(call.user(), call.groupId())).map(Answer::ok);
    }

    /** Only for whoever may see the group: the count itself asks nobody. */
    private Future<Answer> withOnlineCount(GroupSummary summary) {
        long groupId = summary.group().id();
        return bus.ask(new CountOnline(List.of(groupId)))
                .map(counts -> Answer.ok(new GroupDetails(summary, counts.getOrDefault(groupId, 0))));
    }

    private static String locationOf(Group group) {
        return ApiDocument.BASE + "/groups/" + group.id();
    }
}
