package io.confab.contract;

/** Something that concerns all sessions of one user, on every node; heard by {@link Bus#hear} as {@code UserEvent}. */
public interface UserEvent {

    /** The user it concerns. */
    long userId();
}
