package io.confab.contract.health;

import io.confab.contract.Request;

/** Does the database answer within a second? Fails {@code UNAVAILABLE} with a reason that may be shown. */
public record CheckDatabase() implements Request<Void> {}
