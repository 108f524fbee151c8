package io.confab.contract.log;

import io.confab.contract.UserEvent;

/**
 * A user became a member of a group on another node, as found in the database; every node finds it by itself, so unlike
 * {@link GroupEntered} it is not mirrored. May come although {@link GroupEntered} was heard.
 */
public record GroupEnteredElsewhere(GroupEntered entered) implements UserEvent {

    @Override
    public long userId() {
        return entered.userId();
    }
}
