package io.confab.bench;

/**
 * One number that was measured.
 *
 * @param name what it is
 * @param value how much
 * @param unit of what; empty for a plain count
 * @param goal what it should be; null when nothing is asked
 */
public record Figure(String name, double value, String unit, Goal goal) {

    /** What a figure should be. */
    public record Goal(boolean atMost, double limit) {

        /** Whether a value is good enough. */
        public boolean isMetBy(double value) {
            return atMost ? value <= limit : value >= limit;
        }
    }

    /** A figure of which nothing is asked. */
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null);
    }

    /** A count of what must not happen. */
    public static Figure none(String name, long count) {
        return atMost(0, name, (double) count, "");
    }

    /** A figure that should be no more than a limit. */
    public static Figure atMost(double limit, String name, double value, String unit) {
        return new Figure(name, value, unit, new Goal(true, limit));
    }

    /** A figure that should be no less than a limit. */
    public static Figure atLeast(double limit, String name, double value, String unit) {
        return new Figure(name, value, unit, new Goal(false, limit));
    }

    /** Whether the goal is met; true when there is none. */
    public boolean isGood() {
        return goal == null || goal.isMetBy(value);
    }
}
