package io.confab.contract.group;

import io.confab.contract.Request;
import java.util.Optional;

/** The role of a user in a group; empty when he is not a member or there is no such group. */
public record LoadMembership(long userId, long groupId) implements Request<Optional<Role>> {}
