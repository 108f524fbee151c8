package io.confab.contract.group;

import io.confab.contract.Request;
import java.util.List;

/**
 * Public groups that are not archived, by id.
 *
 * @param afterId only those with a higher id; 0 from the start
 * @param limit 1–200
 */
public record ListDirectory(long afterId, int limit) implements Request<List<Group>> {}
