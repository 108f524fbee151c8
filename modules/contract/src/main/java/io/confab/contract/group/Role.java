package io.confab.contract.group;

/** What a member may do, weakest first: the order is the rank. */
public enum Role {
    /** Reads and writes. */
    MEMBER,
    /** Also adds and removes members, changes the group, deletes messages of others. */
    ADMIN,
    /** Also gives roles and hands the group over; at most one. */
    OWNER;

    /** Whether this role includes what the other one may do. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
