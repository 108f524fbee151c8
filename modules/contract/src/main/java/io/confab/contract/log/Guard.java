package io.confab.contract.log;

/** What must hold inside the transaction for a change to take place; chat picks it, persistence enforces it. */
public enum Guard {
    /** The actor is a member. */
    MEMBER,
    /** The actor is a member and wrote the message. */
    AUTHOR,
    /** The actor wrote the message, or is an admin or the owner. */
    AUTHOR_OR_ADMIN,
    /** The actor is an admin or the owner. */
    ADMIN,
    /** The actor is the owner. */
    OWNER,
    /**
     * The actor is the owner; an admin suffices for bringing in a newcomer as a plain member, and for a role that the
     * member has already.
     */
    GIVES_ROLE,
    /** The actor's role is at least admin and above that of the member concerned. */
    OUTRANKS,
    /** The group is public and not archived; the actor need not be a member. */
    PUBLIC_GROUP,
    /** The actor holds an invitation to the group, a use of which was taken for him; he need not be a member. */
    INVITED
}
