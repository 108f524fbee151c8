package io.confab.contract.account;

import io.confab.contract.Request;
import java.time.Duration;

/** Stores that what a guest claimed is free, at once or after a while in which his secret has it back. Twice is no failure. */
public record StoreRelease(long userId, Duration hold) implements Request<Void> {}
