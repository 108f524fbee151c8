package io.confab.contract.account;

import io.confab.contract.Request;
import java.time.Duration;

/**
 * A guest whom {@link AdmitGuest} let in is no longer here: what he claimed is free, then he leaves his groups, each with an
 * entry of the log; whoever hears that can have the name. Twice is no failure. A guest who is lost with his node is dismissed by the sweep of another.
 *
 * @param userId the guest
 * @param hold how long the name that he claimed is held for whoever shows his secret; zero for not at all
 */
public record DismissGuest(long userId, Duration hold) implements Request<Void> {}
