package io.confab.contract.group;

/** What kind of place a group is. */
public enum GroupKind {
    /** Exactly two members, one group for each pair, nobody joins or leaves. */
    DIRECT,
    /** Visible to its members only; admins add members. */
    PRIVATE,
    /** Listed in the directory under its slug; anybody with an account may join. */
    PUBLIC
}
