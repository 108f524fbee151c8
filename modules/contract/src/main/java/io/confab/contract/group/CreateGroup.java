package io.confab.contract.group;

import io.confab.contract.Request;
import io.confab.contract.account.User;
import java.util.List;

/**
 * Makes a private or public group whose owner is the creator.
 *
 * @param creator the owner to be
 * @param kind {@code PRIVATE} or {@code PUBLIC}
 * @param name 1–80 characters
 * @param slug for a public group; null makes one from the name
 * @param description up to 500 characters, or null
 * @param memberIds further members from the start, at most 200; unknown ones fail the whole with {@code INVALID}
 */
public record CreateGroup(
        User creator, GroupKind kind, String name, String slug, String description, List<Long> memberIds)
        implements Request<Group> {}
