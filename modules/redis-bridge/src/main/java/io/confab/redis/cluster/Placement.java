package io.confab.redis.cluster;

import io.confab.redis.link.Host;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where each channel is subscribed to, and whether that has been confirmed. */
final class Placement {

    private final Map<String, Place> places = new HashMap<>();

    private record Place(Host host, boolean isConfirmed) {}

    Set<String> channels() {
        return places.keySet();
    }

    /** Where it is subscribed to; null when it is nowhere. */
    Host host(String channel) {
        Place place = places.get(channel);
        return place == null ? null : place.host;
    }

    void put(String channel, Host host) {
        places.put(channel, new Place(host, false));
    }

    void remove(String channel) {
        places.remove(channel);
    }

    boolean contains(String channel) {
        return places.containsKey(channel);
    }

    void confirm(String channel) {
        places.computeIfPresent(channel, (same, place) -> new Place(place.host, true));
    }

    void lose(Collection<String> channels) {
        channels.forEach(channel -> places.computeIfPresent(channel, (same, place) -> new Place(place.host, false)));
    }

    /** The channels that are not confirmed where they ought to be. */
    List<String> wrong(SlotMap map) {
        List<String> wrong = new ArrayList<>();
        places.forEach((channel, place) -> {
            if (!place.isConfirmed || !Objects.equals(place.host, map.owner(Slot.of(channel)))) {
                wrong.add(channel);
            }
        });
        return wrong;
    }
}
