package dev.challenger.secret;

/** A secret of the settings, such as the database's password: its value on demand, never in print. */
public record Password(String value) {
    @Override
    public String toString() {
        return "Password[…]";
    }
}
