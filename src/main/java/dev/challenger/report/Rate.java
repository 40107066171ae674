package dev.challenger.report;

/** A share of a count, with the range in which the true share lies with a probability of 95 % (Wilson's interval). */
record Rate(long hits, long of) {
    /** Fewer tell nothing. */
    static final int ENOUGH = 20;

    private static final double Z = 1.96;

    boolean isEnough() {
        return of >= ENOUGH;
    }

    /** May exceed 1 at the edges of a period, since a code may be entered in the next one. */
    double value() {
        return Math.min(1, (double) hits / of);
    }

    double low() {
        return Math.max(0, middle() - half());
    }

    double high() {
        return Math.min(1, middle() + half());
    }

    private double middle() {
        return (value() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double half() {
        double spread = value() * (1 - value()) / of + Z * Z / (4.0 * of * of);
        return Z * Math.sqrt(spread) / (1 + Z * Z / of);
    }
}
