package io.confab.contract.account;

import io.confab.contract.Request;
import java.util.List;

/** The open sessions of the user that asks, the last used first. */
public record ListSessions(Identity identity) implements Request<List<AccountSession>> {}
