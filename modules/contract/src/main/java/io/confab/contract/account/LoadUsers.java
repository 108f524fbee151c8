package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.List;

/** What {@link FindUsers} answers, by an already folded prefix, straight from the database. */
public record LoadUsers(String foldedPrefix, int limit) implements Request<List<User>> {}
