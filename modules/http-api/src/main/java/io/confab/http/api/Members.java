package io.confab.http.api;

import io.confab.contract.Bus;
import io.confab.contract.group.AddMember;
import io.confab.contract.group.ChangeRole;
import io.confab.contract.group.ListMembers;
import io.confab.contract.group.RemoveMember;
import io.confab.contract.group.Role;
import io.vertx.core.Future;
import java.util.Map;

/** Who belongs to a group, and in which role. */
final class Members {

    private final Bus bus;

    Members(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> list(Call call) {
        return bus.ask(new ListMembers(
                        call.userId(), call.groupId(), call.query("after", 0), (int) call.query("limit", Groups.PAGE)))
                .map(members -> Answer.ok(Map.of("members", members)));
    }

    Future<Answer> put(Call call) {
        String role = call.text("role");
        Future<Void> done = role == null ? add(call) : give(call, Role.valueOf(role));
        return done.map(put -> Answer.done());
    }

    Future<Answer> remove(Call call) {
        return bus.ask(new RemoveMember(call.userId(), call.groupId(), memberId(call)))
                .map(done -> Answer.done());
    }

    private Future<Void> add(Call call) {
        return bus.ask(new AddMember(call.userId(), call.groupId(), memberId(call)));
    }

    private Future<Void> give(Call call, Role role) {
        return bus.ask(new ChangeRole(call.userId(), call.groupId(), memberId(call), role));
    }

    private static long memberId(Call call) {
        String member = call.segment("user_id");
        return "me".equals(member) ? call.userId() : Long.parseLong(member);
    }
}
