package io.confab.bench.load;

/** A session and the group that it sends to. */
public record Seat(Session session, long groupId) {}
