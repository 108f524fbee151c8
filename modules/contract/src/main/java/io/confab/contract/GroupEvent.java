package io.confab.contract;

/** Something that happened in one group, published on that group's address; heard by {@link Bus#watch}. */
public interface GroupEvent {

    /** The group it happened in. */
    long groupId();
}
