package io.confab.dialects.conversations;

import io.confab.dialects.Contract;
import io.confab.dialects.Surroundings;
import java.util.List;

/** The contract of conversations, as {@code docs/contracts/s2.md} describes it. */
public final class ConversationsContract implements Contract {

    @Override
    public Parts open(Surroundings surroundings) {
        return new Parts(
                List.of(new ConversationsDialect(surroundings)),
                List.of(new HealthRoutes(surroundings), new ConversationRoutes(surroundings)));
    }
}
