package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.List;

/**
 * Users whose folded names start with the folded prefix, by name; disabled ones are left out.
 *
 * @param prefix 1–32 characters
 * @param limit 1–50
 */
public record FindUsers(String prefix, int limit) implements Request<List<User>> {}
