package io.confab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.Request;
import io.confab.contract.group.AddMember;
import io.confab.contract.group.ChangeRole;
import io.confab.contract.group.ListMembers;
import io.confab.contract.group.Marks;
import io.confab.contract.group.Member;
import io.confab.contract.group.Peer;
import io.confab.contract.group.RemoveMember;
import io.confab.contract.group.Role;
import io.confab.contract.message.ListMarks;
import io.confab.contract.message.MarkMessages;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.message.ReadReceipts;
import io.confab.contract.message.Receipts;
import io.confab.contract.presence.ShowTyping;
import io.confab.http.Client.Reply;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static final String GROUP = "/api/v1/groups/1";

    private final Server server = new Server();
    private final Client ann = server.client();
    private final List<Request<?>> asked = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void listsMembersPageByPage() {
        server.bus.serve(ListMembers.class, list -> {
            asked.add(list);
            return Future.succeededFuture(List.of(
                    new Member(new Peer(Server.ANN, true, null), Role.OWNER, Server.NOON),
                    new Member(new Peer(Server.BOB, false, Server.NOON), Role.MEMBER, Server.NOON)));
        });
        Reply reply = ann.get(GROUP + "/members?after=6&limit=2").is(200);
        assertThat(reply.json().at("/members/0/user/name").asText()).isEqualTo("ann");
        assertThat(reply.json().at("/members/1/last_seen").asText()).isNotEmpty();
        ann.get(GROUP + "/members").is(200);
        assertThat(asked).isEqualTo(List.of(new ListMembers(7, 1, 6, 2), new ListMembers(7, 1, 0, 50)));
    }

    @Test
    void bringsSomebodyIn() {
        serveMembers();
        assertThat(put("{}").is(204).bytes()).isEmpty();
        put("{\"role\":null}").is(204);
        assertThat(asked).containsOnly(new AddMember(7, 1, 8)).hasSize(2);
    }

    @Test
    void givesARoleInOneRequestAlsoToANewcomer() {
        serveMembers();
        put("{\"role\":\"ADMIN\"}").is(204);
        put("{\"role\":\"MEMBER\"}").is(204);
        put("{\"role\":\"OWNER\"}").is(204);
        assertThat(asked)
                .isEqualTo(List.of(
                        new ChangeRole(7, 1, 8, Role.ADMIN),
                        new ChangeRole(7, 1, 8, Role.MEMBER),
                        new ChangeRole(7, 1, 8, Role.OWNER)));
        put("{\"role\":\"KING\"}").isError(400, "INVALID").about("role");
        put("{\"role\":1}").isError(400, "INVALID").about("role");
    }

    @Test
    void tellsAStrangerNothing() {
        server.bus.serve(ChangeRole.class, change -> Future.failedFuture(Failure.notFound("group")));
        server.bus.serve(AddMember.class, add -> Future.failedFuture(Failure.notFound("group")));
        String changed = put("{\"role\":\"ADMIN\"}").isError(404, "NOT_FOUND").text();
        String added = put("{}").isError(404, "NOT_FOUND").text();
        assertThat(changed.replaceAll("\"request_id.*", "")).isEqualTo(added.replaceAll("\"request_id.*", ""));
    }

    @Test
    void removesAMemberAndLeaves() {
        server.bus.serve(RemoveMember.class, remove -> {
            asked.add(remove);
            return remove.userId() == 9
                    ? Future.failedFuture(Failure.of(Code.FORBIDDEN, "He outranks you"))
                    : Future.succeededFuture();
        });
        ann.send("DELETE", GROUP + "/members/8", null).is(204);
        ann.send("DELETE", GROUP + "/members/me", null).is(204);
        ann.send("DELETE", GROUP + "/members/9", null).isError(403, "FORBIDDEN");
        ann.send("DELETE", GROUP + "/members/you", null).isError(400, "INVALID").about("user_id");
        assertThat(asked)
                .isEqualTo(List.of(new RemoveMember(7, 1, 8), new RemoveMember(7, 1, 7), new RemoveMember(7, 1, 9)));
    }

    @Test
    void movesMarksForward() {
        server.bus.serve(MarkMessages.class, mark -> {
            asked.add(mark);
            return Future.succeededFuture(new OwnMarksMoved(7, 1, 44, 43, 1));
        });
        assertThat(ann.post(GROUP + "/marks", "{\"delivered_seq\":44,\"read_seq\":43}")
                        .is(200)
                        .json()
                        .get("unread")
                        .asInt())
                .isEqualTo(1);
        ann.post(GROUP + "/marks", "{\"read_seq\":43}").is(200);
        ann.post(GROUP + "/marks", "{\"delivered_seq\":44}").is(200);
        assertThat(asked)
                .isEqualTo(List.of(
                        new MarkMessages(7, 1, 44, 43), new MarkMessages(7, 1, 0, 43), new MarkMessages(7, 1, 44, 0)));
        ann.post(GROUP + "/marks", "{}").isError(400, "INVALID").about("body");
        ann.post(GROUP + "/marks", "{\"read_seq\":0}").isError(400, "INVALID").about("read_seq");
        ann.post(GROUP + "/marks", "{\"read_seq\":-5}").isError(400, "INVALID").about("read_seq");
    }

    @Test
    void showsMarksAndReceipts() {
        server.bus.serve(ListMarks.class, list -> Future.succeededFuture(List.of(new Marks(7, 44, 43))));
        server.bus.serve(ReadReceipts.class, read -> {
            asked.add(read);
            return Future.succeededFuture(new Receipts(
                    2,
                    1,
                    3,
                    List.of(
                            new Receipts.ByMember(8, "bob", Server.NOON, Server.NOON),
                            new Receipts.ByMember(9, "cyd", Server.NOON, null))));
        });
        assertThat(ann.get(GROUP + "/marks")
                        .is(200)
                        .json()
                        .at("/marks/0/read_seq")
                        .asInt())
                .isEqualTo(43);
        assertThat(ann.get(GROUP + "/messages/45/receipts")
                        .is(200)
                        .json()
                        .at("/members/1")
                        .has("read_at"))
                .isFalse();
        assertThat(asked).isEqualTo(List.of(new ReadReceipts(7, 1, 45)));
    }

    @Test
    void showsTyping() {
        server.bus.serve(ShowTyping.class, typing -> {
            asked.add(typing);
            return Future.succeededFuture();
        });
        assertThat(ann.post(GROUP + "/typing", null).is(204).bytes()).isEmpty();
        assertThat(asked).isEqualTo(List.of(new ShowTyping(Server.ANN, 1)));
    }

    private void serveMembers() {
        server.bus.serve(AddMember.class, add -> {
            asked.add(add);
            return Future.succeededFuture();
        });
        server.bus.serve(ChangeRole.class, change -> {
            asked.add(change);
            return Future.succeededFuture();
        });
    }

    private Reply put(String body) {
        return ann.send("PUT", GROUP + "/members/8", body);
    }
}
