package io.confab.persistence.log;

import io.confab.contract.Failure;
import io.confab.contract.Failure.Code;
import io.confab.contract.log.AppendMessage;
import io.confab.contract.message.Sent;
import io.confab.persistence.row.Times;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Decides what becomes of each send of a transaction, under the lock of its group; tells the senders after the commit. */
final class Verdicts {

    /** A sender's key. */
    private record Key(long senderId, UUID key) {}

    private final Map<Long, GroupHead> heads;
    private final Seal seal;
    private final Map<Key, Post> posted = new HashMap<>();
    private final List<Post> posts = new ArrayList<>();
    private final Set<Long> repeated = new HashSet<>();
    private final List<Runnable> answers = new ArrayList<>();

    /** With the locked groups. */
    Verdicts(Map<Long, GroupHead> heads, Seal seal) {
        this.heads = heads;
        this.seal = seal;
    }

    /** Decides one send; in the order in which they came. */
    void decide(Waiting.Send send, Row known) {
        AppendMessage request = send.request();
        Stored stored = Stored.read(known);
        Post twin = posted.get(new Key(request.sender().id(), request.key()));
        if (twin != null) {
            repeat(send, twin.digest(), twin);
        } else if (stored != null) {
            repeat(send, stored);
        } else {
            Failure refusal = refusal(request, known);
            if (refusal == null) {
                post(send, Times.instant(known, "now"));
            } else {
                answers.add(() -> send.refuse(refusal));
            }
        }
    }

    /** The new messages, in seq order within each group. */
    List<Post> posts() {
        return posts;
    }

    /** Groups of sends that were stored before: by another node, or by a commit of which nobody heard. */
    Set<Long> repeated() {
        return repeated;
    }

    /** Tells the senders. */
    void answer() {
        answers.forEach(Runnable::run);
    }

    private void post(Waiting.Send send, Instant now) {
        AppendMessage request = send.request();
        Post post = new Post(send, heads.get(request.groupId()).next(), now);
        posts.add(post);
        posted.put(new Key(request.sender().id(), request.key()), post);
        answers.add(() -> send.answer().tryComplete(post.sent()));
    }

    private void repeat(Waiting.Send send, Buffer digest, Post twin) {
        answers.add(
                digest.equals(send.digest().bytes())
                        ? () -> send.answer().tryComplete(twin.sent())
                        : () -> send.refuse(otherBody()));
    }

    private void repeat(Waiting.Send send, Stored stored) {
        boolean same = stored.isOf(send.digest(), seal);
        Sent first = stored.answer(send.request().key());
        repeated.add(send.groupId());
        answers.add(same ? () -> send.answer().tryComplete(first) : () -> send.refuse(otherBody()));
    }

    private Failure refusal(AppendMessage request, Row known) {
        GroupHead head = heads.get(request.groupId());
        if (head == null || known.getInteger("is_member") == 0) {
            return Failure.notFound("group");
        }
        if (head.isArchived()) {
            return Failure.of(Code.CONFLICT, "The group is archived");
        }
        return request.replyTo() == null || known.getInteger("is_reply") == 1
                ? null
                : Failure.invalid("reply_to", "There is no message with that seq in this group");
    }

    static Failure otherBody() {
        return Failure.of(Code.CONFLICT, "The key was used for another message");
    }
}
