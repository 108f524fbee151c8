package io.confab.contract.account;

/**
 * Somebody may act as a user with a registered name.
 *
 * @param identity who he is
 * @param proven whether he proved it; when not, he is to be shut out as soon as somebody does
 * @param pinned whether the name works with a proof only
 */
public record ProvenName(Identity identity, boolean proven, boolean pinned) {}
