package io.confab.contract.presence;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Who has live sessions on another node, as far as the bridge knows; announced under this type, in order for each node. */
public sealed interface NodePresence {

    /** The node, by the name that it has from its start to its end. */
    String node();

    /** These users and nobody else, whatever was said before. */
    record Known(String node, Set<Long> users) implements NodePresence {}

    /** Users came and went since what was said before; those who went with the time. */
    record Changed(String node, Set<Long> appeared, Map<Long, Instant> vanished) implements NodePresence {}

    /** The node is no more, and since then nobody is on it. */
    record Gone(String node, Instant at) implements NodePresence {}
}
