package io.confab.contract.log;

import io.confab.contract.group.Role;

/** A change to a group's log other than a message. */
public sealed interface Change {

    /** Gives a message another content. */
    record Edit(long messageSeq, String content) implements Change {}

    /** Erases a message's content. */
    record Delete(long messageSeq) implements Change {}

    /** Makes a user a member; the owner of a group that everybody had left, unless nobody made it. */
    record Join(long userId, Role role) implements Change {}

    /** Ends a membership; an owner leaves the group to his heir in the same transaction, with an entry for each. */
    record Leave(long userId) implements Change {}

    /**
     * Gives a user a role; who is no member yet joins with it. {@code OWNER} makes the actor an admin in the same
     * transaction, with an entry for each.
     */
    record SetRole(long userId, Role role) implements Change {}

    /** Renames (name), describes (description, empty removes), archives or reopens (archived); null leaves as is. */
    record Describe(String name, String description, Boolean archived) implements Change {}
}
