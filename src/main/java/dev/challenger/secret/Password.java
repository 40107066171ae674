package dev.challenger.secret;

/** A secret among the settings, such as the database password. {@link #toString} hides it. */
public record Password(String value) {
    @Override
    public String toString() {
        return "Password[…]";
    }
}
