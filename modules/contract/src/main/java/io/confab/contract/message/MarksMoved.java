package io.confab.contract.message;

import io.confab.contract.Ephemeral;
import io.confab.contract.group.Marks;
import java.util.List;

/** Marks of members moved forward; told in groups of at most 200 members, never stored in the log. */
public record MarksMoved(long groupId, List<Marks> marks) implements Ephemeral {}
