package io.confab.redis.publish;

import io.confab.redis.Names;
import io.confab.redis.link.Refused;
import io.confab.redis.link.Servers;
import io.confab.redis.wire.Envelope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parcels of one slot on their way, in one write: first one message to each group's channel, then what keeps the entries
 * in its stream. A store that is full or read-only refuses to keep and still publishes.
 *
 * <p>An entry below the newest of its stream came too late to be kept, and is refused; whoever lacks it asks MySQL.
 */
final class Sending {

    /** How long a stream outlives its newest entry: long enough for any hole, and quiet groups take no memory. */
    private static final long KEPT_SECONDS = 3_600;

    private static final String TOO_LATE = "equal or smaller";

    private final Map<Long, List<Parcel>> groups;
    private final List<Request> commands = new ArrayList<>();

    Sending(List<Parcel> parcels) {
        groups = parcels.stream()
                .collect(Collectors.groupingBy(Parcel::groupId, LinkedHashMap::new, Collectors.toList()));
    }

    /** Sends them; answers with what was refused to be kept, or null; fails when something was not published. */
    Future<Refused> send(Servers servers, Names names, String node, int streamEntries) {
        groups.forEach((groupId, parcels) -> commands.add(
                Request.cmd(servers.publish()).arg(names.group(groupId)).arg(message(line(node, parcels), parcels))));
        groups.forEach((groupId, parcels) -> {
            parcels.forEach(parcel -> parcel.keep(names, line(node, parcels), streamEntries, commands));
            commands.add(Request.cmd(Command.EXPIRE).arg(names.stream(groupId)).arg(KEPT_SECONDS));
        });
        String key = names.group(groups.keySet().iterator().next());
        return servers.sendAll(key, commands).compose(this::verdict);
    }

    private Future<Refused> verdict(Map<Integer, Refused> refused) {
        for (int published = 0; published < groups.size(); published++) {
            if (refused.containsKey(published)) {
                return Future.failedFuture(refused.get(published));
            }
        }
        return Future.succeededFuture(refused.values().stream()
                .filter(refusal -> !refusal.getMessage().contains(TOO_LATE))
                .findFirst()
                .orElse(null));
    }

    private static String line(String node, List<Parcel> parcels) {
        return Envelope.line(node, Envelope.LOG, parcels.get(parcels.size() - 1).seq());
    }

    private static Buffer message(String line, List<Parcel> parcels) {
        Buffer message = Buffer.buffer(line).appendByte((byte) '[');
        for (int i = 0; i < parcels.size(); i++) {
            if (i > 0) {
                message.appendByte((byte) ',');
            }
            message.appendBuffer(parcels.get(i).json());
        }
        return message.appendByte((byte) ']');
    }
}
