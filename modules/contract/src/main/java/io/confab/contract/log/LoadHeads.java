package io.confab.contract.log;

import io.confab.contract.Request;
import java.util.List;
import java.util.Map;

/** The heads of these groups by group id, as committed; groups that do not exist are left out. Any number of them. */
public record LoadHeads(List<Long> groupIds) implements Request<Map<Long, Long>> {}
