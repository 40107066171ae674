package dev.challenger.confirm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a TAN challenge: {@code [/instances/$INSTANCE]/challenge/$ID[/confirm]}.
 *
 * @param instance empty in the root form of the path
 * @param confirm true if the path ends in {@code /confirm}
 */
record ChallengePath(Optional<String> instance, String id, boolean confirm) {
    /** In the root form an id without a dash is not that of a TAN challenge: in our service it is a validation's nonce. */
    private static final Pattern FORM = Pattern.compile(
            "(?:/instances/(?<instance>[^/]+)/challenge/(?<id>[^/]+)|/challenge/(?<rootId>[^/-]*-[^/]*))(?<confirm>/confirm)?");

    /** @return empty if this is the path of something else */
    static Optional<ChallengePath> parse(String path) {
        Matcher parts = FORM.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<String> instance = Optional.ofNullable(parts.group("instance"));
        String id = parts.group(instance.isPresent() ? "id" : "rootId");
        return Optional.of(new ChallengePath(instance, id, parts.group("confirm") != null));
    }

    /** Returns the name of the endpoint in the log. */
    String endpoint() {
        return confirm ? "tan-challenge-confirm" : "tan-challenge";
    }

    /** Leaves out the id, which lets its holder have messages sent. */
    @Override
    public String toString() {
        return "ChallengePath[…]";
    }
}
