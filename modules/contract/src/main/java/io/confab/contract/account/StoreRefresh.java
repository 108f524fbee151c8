package io.confab.contract.account;

import io.confab.contract.Request;
import java.time.Duration;

/**
 * Moves a session from the generation of the refresh token that was presented to the next one, or finds out why not.
 *
 * @param sessionId which
 * @param generation the one of the token; the token itself was verified
 * @param grace how long the last token may come again
 * @param ttl how long the session lives from now on
 * @param client where it comes from
 */
public record StoreRefresh(long sessionId, int generation, Duration grace, Duration ttl, Client client)
        implements Request<Refreshed> {}
