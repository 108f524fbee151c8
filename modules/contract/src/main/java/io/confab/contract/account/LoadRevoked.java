package io.confab.contract.account;

import io.confab.contract.Request;
import java.time.Duration;
import java.util.List;

/** Whose sessions were revoked within the last so many seconds of database time, on any node. */
public record LoadRevoked(Duration within) implements Request<List<SessionsRevoked>> {}
