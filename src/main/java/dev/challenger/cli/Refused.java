package dev.challenger.cli;

/** A command that cannot be carried out. The message gives the reason. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
        super(why);
    }
}
