package io.confab.contract.message;

import io.confab.contract.Request;
import io.confab.contract.group.Marks;
import java.util.List;

/** The marks of all members of a group of at most 200; "read n of m" of any message follows. For its members. */
public record ListMarks(long userId, long groupId) implements Request<List<Marks>> {}
