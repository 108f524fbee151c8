package io.confab.contract.account;

import io.confab.contract.UserEvent;

/** Somebody has proven that a registered name is his: who uses it without a proof is shut out, on every node. */
public record NamePinned(long userId) implements UserEvent {}
