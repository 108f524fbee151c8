package io.confab.dialects.forms;

import io.confab.dialects.Contract;
import io.confab.dialects.Surroundings;
import java.util.List;

/** S0: forms to register, to make groups and to send, and sockets to hear. */
public final class FormsContract implements Contract {

    @Override
    public Parts open(Surroundings surroundings) {
        Actors actors = new Actors(surroundings.bus(), surroundings.access());
        return new Parts(
                List.of(new FormsDialect(surroundings.bus(), surroundings.vertx(), actors, Heartbeats.STANDARD)),
                List.of(new FormsRoutes(surroundings, actors)));
    }
}
