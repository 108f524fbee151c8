package io.confab.redis.publish;

import io.confab.contract.Bus;
import io.confab.contract.message.AdvanceMarks;
import io.confab.contract.message.OwnMarksMoved;
import io.confab.redis.Names;
import io.confab.redis.link.Servers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Marks of users that their devices on other nodes could not be told of. As soon as Redis is back they are told where the marks
 * stand then: the database is asked, for they may have moved on elsewhere.
 */
final class LateMarks {

    /** Beyond these they are told with the next resume. */
    private static final int MOST = 10_000;

    private static final int AT_ONCE = 100;

    private final Bus bus;
    private final Servers servers;
    private final Names names;
    private final Consumer<OwnMarksMoved> publisher;
    private final Set<Place> places = new LinkedHashSet<>();

    private record Place(long userId, long groupId) {}

    /**
     * None yet.
     *
     * @param publisher tells other nodes where marks stand; what it cannot tell is added again
     */
    LateMarks(Bus bus, Servers servers, Names names, Consumer<OwnMarksMoved> publisher) {
        this.bus = bus;
        this.servers = servers;
        this.names = names;
        this.publisher = publisher;
    }

    void add(OwnMarksMoved marks) {
        add(new Place(marks.userId(), marks.groupId()));
    }

    /** Tells some of those whose server is back; to be called now and then. */
    void tell() {
        List<Place> some = places.stream()
                .limit(AT_ONCE)
                .filter(place -> servers.isUp(names.user(place.userId)))
                .toList();
        for (Place place : some) {
            places.remove(place);
            // moves nothing, and answers where they stand
            bus.ask(new AdvanceMarks(place.userId, place.groupId, 0, 0))
                    .onSuccess(publisher::accept)
                    .onFailure(cause -> add(place));
        }
    }

    private void add(Place place) {
        if (places.size() < MOST) {
            places.add(place);
        }
    }
}
