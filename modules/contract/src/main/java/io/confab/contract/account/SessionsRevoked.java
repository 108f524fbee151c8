package io.confab.contract.account;

import io.confab.contract.UserEvent;
import java.util.Set;

/**
 * Sign-ins of a user ended: signed out, revoked, password changed or account disabled; their sockets close with 4401.
 *
 * @param userId whose
 * @param sessionIds which; each is refused from now on
 */
public record SessionsRevoked(long userId, Set<Long> sessionIds) implements UserEvent {}
