package io.confab.redis.mirror;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What the bridge itself has just put on this node's bus, and will hear from there once: that is not published again. The
 * bus passes records by reference, so it is known by its identity.
 */
public final class Echoes {

    private final Set<Object> told = Collections.newSetFromMap(new IdentityHashMap<>());

    void add(Object event) {
        told.add(event);
    }

    /** Whether it comes from another node; asked once for each event that is heard. */
    public boolean take(Object event) {
        return told.remove(event);
    }
}
