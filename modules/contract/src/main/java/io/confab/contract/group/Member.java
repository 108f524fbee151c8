package io.confab.contract.group;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * A user in a group.
 *
 * @param peer who, with presence, written flat
 * @param role what he may do
 * @param joinedAt since when
 */
public record Member(@JsonUnwrapped Peer peer, Role role, Instant joinedAt) {}
