package dev.challenger.mfa;

import dev.challenger.secret.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public id of a challenge: the id of its row, a dash, and 52 Base32 symbols, for example {@code 42-…}. The holder of the
 * id can have messages sent, and can run the operation once the challenge is solved. Therefore it cannot be guessed. It is
 * derived and not stored.
 *
 * @param row the id of the row
 */
record PublicId(long row, Secret secret) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})-([0-9A-Za-z]{52})");

    /** Parses a public id; empty if the text is malformed. */
    static Optional<PublicId> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Secret.parse(form.group(2)).map(secret -> new PublicId(Long.parseLong(form.group(1)), secret))
                : Optional.empty();
    }

    /** The text of the id. Give it only to those who may solve the challenge. */
    String text() {
        return row + "-" + secret.text();
    }
}
