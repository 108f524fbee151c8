package io.confab.contract.group;

import io.confab.contract.Request;

/** Stores a new public group without owner and members; {@code CONFLICT} when the slug is taken. */
public record StoreOpenGroup(String name, String slug, String description) implements Request<Group> {}
