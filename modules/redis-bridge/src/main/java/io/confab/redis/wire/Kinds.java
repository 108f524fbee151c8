package io.confab.redis.wire;

import io.confab.contract.Ephemeral;
import io.confab.contract.UserEvent;
import io.confab.contract.account.NamePinned;
import io.confab.contract.account.SessionsRevoked;
import io.confab.contract.log.GroupEntered;
import io.confab.contract.message.MarksMoved;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.contract.presence.Typing;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words for the events that are published one by one; what has no word here stays on its node. */
public final class Kinds {

    private static final Map<String, Class<? extends Ephemeral>> EPHEMERAL =
            Map.of("typing", Typing.class, "marks_moved", MarksMoved.class);

    private static final Map<String, Class<? extends UserEvent>> OF_USERS = Map.of(
            "group_entered", GroupEntered.class,
            "name_pinned", NamePinned.class,
            "own_marks_moved", OwnMarksMoved.class,
            "sessions_revoked", SessionsRevoked.class);

    private static final Map<Class<?>, String> WORDS = Stream.concat(
                    EPHEMERAL.entrySet().stream(), OF_USERS.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private Kinds() {}

    /** The word for an event, or null. */
    public static String of(Object event) {
        return WORDS.get(event.getClass());
    }

    /** What an event of a group is called, or null. */
    public static Class<? extends Ephemeral> ephemeral(String kind) {
        return EPHEMERAL.get(kind);
    }

    /** What an event of a user is called, or null. */
    public static Class<? extends UserEvent> ofUser(String kind) {
        return OF_USERS.get(kind);
    }
}
