package io.confab.contract.bridge;

import io.confab.contract.Request;

/**
 * A name of the database, letters and digits: the same for all nodes that use it, another one for any other database, a
 * copy of this one excepted.
 */
public record NameDatabase() implements Request<String> {}
