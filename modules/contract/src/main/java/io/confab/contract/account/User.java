package io.confab.contract.account;

/**
 * A person or a program as others see it.
 *
 * @param id the number that never changes
 * @param name the name shown, 1–32 characters, unique after Unicode folding
 * @param guest true when there is no password behind the name
 */
public record User(long id, String name, boolean guest) {}
