package dev.challenger.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a TAN challenge: {@code [/instances/$INSTANCE]/challenge/$ID[/confirm]}.
 *
 * @param confirm whether it ends so
 */
record ChallengePath(Optional<String> instance, String id, boolean confirm) {
    /** At the root an id without a dash is no TAN challenge: in our own service it is the nonce of a validation. */
    private static final Pattern FORM = Pattern.compile(
            "(?:/instances/(?<instance>[^/]+)/challenge/(?<id>[^/]+)|/challenge/(?<rootId>[^/]*-[^/]*))(?<confirm>/confirm)?");

    /** Empty for all other paths. */
    static Optional<ChallengePath> of(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return parse(request.getServletPath() + (rest == null ? "" : rest));
    }

    static Optional<ChallengePath> parse(String path) {
        Matcher parts = FORM.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<String> instance = Optional.ofNullable(parts.group("instance"));
        String id = parts.group(instance.isPresent() ? "id" : "rootId");
        return Optional.of(new ChallengePath(instance, id, parts.group("confirm") != null));
    }

    /** Says no id: it lets people have messages sent. */
    @Override
    public String toString() {
        return "ChallengePath[…]";
    }
}
