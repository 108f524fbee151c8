package io.confab.contract;

/**
 * Something that happened in a group and stands in no log: whoever does not hear it now never will.
 *
 * <p>{@link Bus#publish} also announces it under this type, for the bridge to other nodes.
 */
public interface Ephemeral extends GroupEvent {}
