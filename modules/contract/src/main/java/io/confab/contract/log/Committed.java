package io.confab.contract.log;

import java.util.List;

/** A transaction of this node was committed; its entries, in seq order within each group. Announced node-wide. */
public record Committed(List<LogEntry> entries) {}
