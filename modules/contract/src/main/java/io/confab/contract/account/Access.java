package io.confab.contract.account;

/** Who comes in with a name alone. */
public enum Access {

    /** Whoever gives a name, as long as nobody has proven that it is his. */
    OPEN,

    /** Nobody: every user proves who he is. */
    MEMBERS
}
