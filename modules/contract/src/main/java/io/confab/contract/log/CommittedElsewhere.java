package io.confab.contract.log;

import java.util.List;

/**
 * Another node committed these entries of one group, in seq order; announced node-wide for whoever keeps what they
 * change. Unlike {@link Committed} it comes for mirrored groups only, late, twice or not at all.
 */
public record CommittedElsewhere(List<LogEntry> entries) {}
