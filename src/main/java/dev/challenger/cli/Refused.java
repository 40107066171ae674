package dev.challenger.cli;

/** What was asked for cannot be done, and why. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
        super(why);
    }
}
