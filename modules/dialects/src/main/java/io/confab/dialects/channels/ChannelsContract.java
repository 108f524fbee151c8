package io.confab.dialects.channels;

import io.confab.dialects.Contract;
import io.confab.dialects.Surroundings;
import java.util.List;

/** The contract of channels, as {@code docs/contracts/s4.md} describes it. */
public final class ChannelsContract implements Contract {

    @Override
    public Parts open(Surroundings surroundings) {
        ChannelStream stream = new ChannelStream(surroundings.bus(), surroundings.vertx());
        return new Parts(List.of(stream), List.of(new ChannelRoutes(surroundings, stream)));
    }
}
