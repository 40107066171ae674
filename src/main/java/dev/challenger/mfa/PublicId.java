package dev.challenger.mfa;

import dev.challenger.secret.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the world calls a challenge: {@code 42-} and 52 symbols of Base32. Whoever has it can have messages sent, and once
 * the challenge is solved can run its operation; so nobody can guess it. It is derived, and not stored.
 *
 * @param row the row's id
 */
record PublicId(long row, Secret secret) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})-([0-9A-Za-z]{52})");

    /** Empty if this cannot be one of ours. */
    static Optional<PublicId> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Secret.parse(form.group(2)).map(secret -> new PublicId(Long.parseLong(form.group(1)), secret))
                : Optional.empty();
    }

    /** For those who may have it. */
    String text() {
        return row + "-" + secret.text();
    }
}
