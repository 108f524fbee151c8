package io.confab.dialects.lobby;

import io.confab.dialects.Contract;
import io.confab.dialects.Surroundings;
import io.confab.dialects.Visits;
import java.time.Duration;
import java.util.List;

/** S1: one room, plain text. */
public final class LobbyContract implements Contract {

    /** How long the name of somebody who was cut off is held for him: his client comes back within it. */
    private static final Duration HOLD = Duration.ofSeconds(10);

    @Override
    public Parts open(Surroundings surroundings) {
        Visits visits = new Visits(surroundings.bus(), HOLD);
        LobbyLog log = new LobbyLog(surroundings.logsTexts());
        return new Parts(List.of(new LobbyDialect(surroundings, visits, log)), List.of(new RequestLog()));
    }
}
