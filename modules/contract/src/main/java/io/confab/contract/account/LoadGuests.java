package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.List;

/**
 * The numbers of guests who were let in and not dismissed, on any node, and have no open session, up to so many, straight from
 * the database: they are here for as long as they are connected.
 */
public record LoadGuests(int limit) implements Request<List<Long>> {}
