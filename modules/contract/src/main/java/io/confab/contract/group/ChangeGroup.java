package io.confab.contract.group;

import io.confab.contract.Request;

/**
 * Renames, describes, archives or reopens a private or public group; for admins.
 *
 * @param name the new name; null leaves it
 * @param description the new description, empty to remove it; null leaves it
 * @param archived true to archive, false to reopen; null leaves it
 */
public record ChangeGroup(long actorId, long groupId, String name, String description, Boolean archived)
        implements Request<Group> {}
