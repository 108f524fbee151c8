package io.confab.contract.account;

import io.confab.contract.Request;
import java.time.Duration;

/** Stores that a guest is no longer here, and until when what he claimed is held. Twice is no failure. */
public record StoreDismissal(long userId, Duration hold) implements Request<Void> {}
