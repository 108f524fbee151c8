package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.List;

/** The numbers of guests who were let in and not dismissed, on any node, up to so many, straight from the database. */
public record LoadGuests(int limit) implements Request<List<Long>> {}
