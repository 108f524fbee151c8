package io.confab.contract.group;

import io.confab.contract.Request;

/** The public group of a slug; {@code NOT_FOUND} when there is none. */
public record FindPublicGroup(String slug) implements Request<Group> {}
