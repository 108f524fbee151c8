package io.confab.persistence.row;

import io.confab.contract.Failure;

/** How much may be asked for at once. */
public final class Limits {

    /** In groups of at most this many members everybody hears of everybody's marks and presence. */
    public static final int SMALL_GROUP = 200;

    private static final int PAGE = 200;

    private Limits() {}

    /** The same limit; throws {@code INVALID} unless it is 1–200. */
    public static int page(int limit) {
        return upTo(PAGE, limit);
    }

    /** The same limit; throws {@code INVALID} unless it is 1 to {@code most}. */
    public static int upTo(int most, int limit) {
        if (limit < 1 || limit > most) {
            throw Failure.invalid("limit", "The limit is 1 to " + most);
        }
        return limit;
    }
}
