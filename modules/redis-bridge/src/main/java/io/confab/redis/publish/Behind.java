package io.confab.redis.publish;

import io.confab.redis.Names;
import io.confab.redis.link.Servers;
import io.confab.redis.wire.Envelope;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups whose entries could not be published, with their heads: the others are told the heads as soon as that is
 * possible, and read the entries from MySQL.
 */
final class Behind {

    /** Above this they are left to the others' own looking into MySQL. */
    static final int MOST = 50_000;

    private static final int AT_ONCE = 500;

    private final Servers servers;
    private final Names names;
    private final String node;
    private final Map<Long, Long> heads = new LinkedHashMap<>();

    Behind(Servers servers, Names names, String node) {
        this.servers = servers;
        this.names = names;
        this.node = node;
    }

    void add(long groupId, long head) {
        if (heads.size() < MOST || heads.containsKey(groupId)) {
            heads.merge(groupId, head, Math::max);
        }
    }

    /** Tells some of them, those whose server is away the next time; to be called now and then. */
    void tell() {
        List<Long> some = heads.keySet().stream().limit(AT_ONCE).toList();
        for (long groupId : some) {
            long head = heads.remove(groupId);
            if (servers.isUp(names.group(groupId))) {
                tell(groupId, head);
            } else {
                heads.put(groupId, head);
            }
        }
    }

    /** With its stream, which may still hold what a deletion that was dropped should have taken out of it. */
    private void tell(long groupId, long head) {
        Buffer payload = new Envelope(Envelope.FORMAT, node, Envelope.HEAD, head, Buffer.buffer()).buffer();
        String channel = names.group(groupId);
        String stream = names.stream(groupId);
        servers.send(stream, Request.cmd(Command.UNLINK).arg(stream));
        servers.send(channel, Request.cmd(servers.publish()).arg(channel).arg(payload))
                .onFailure(cause -> add(groupId, head));
    }
}
