package io.confab.dialects;

import io.confab.contract.Bus;
import io.confab.contract.account.Access;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * What a contract is given.
 *
 * @param bus the node's bus
 * @param vertx for timers on the event loop it is opened on
 * @param access who comes in with a name alone
 * @param lobby slug of the group that a contract with one room shows; empty for none
 * @param origins pages on other hosts that may call, as browsers send them
 * @param logsTexts whether a contract that logs messages logs what they say
 */
public record Surroundings(Bus bus, Vertx vertx, Access access, String lobby, List<String> origins, boolean logsTexts) {

    /** Whether a name is enough to come in. */
    public boolean letsNamesIn() {
        return access == Access.OPEN;
    }
}
