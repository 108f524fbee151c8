package io.confab.dialects.rooms;

import io.confab.dialects.Contract;
import io.confab.dialects.Surroundings;
import java.util.List;

/** The contract of rooms, as {@code docs/contracts/s3.md} describes it. */
public final class RoomsContract implements Contract {

    @Override
    public Parts open(Surroundings surroundings) {
        return new Parts(List.of(new RoomDialect(surroundings)), List.of(new RoomRoutes(surroundings)));
    }
}
