package dev.challenger.http;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the header {@code Authorization}. */
final class Credentials {
    private Credentials() {}

    static Optional<String> bearer(HttpServletRequest request) {
        return ofScheme("bearer", request);
    }

    /** @throws Problem code 23 if user and password are malformed */
    static Optional<List<String>> basic(HttpServletRequest request) {
        return ofScheme("basic", request).map(Credentials::parseBasic);
    }

    private static List<String> parseBasic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return List.of(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // Not Base64: refused below.
        }
        throw new Problem(ErrorCode.GENERIC_HTTP_HEADERS_MALFORMED, "Authorization");
    }

    private static Optional<String> ofScheme(String scheme, HttpServletRequest request) {
        String prefix = scheme + " ";
        return OneHeader.of(request, "Authorization")
                .map(String::strip)
                .filter(value -> value.regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(value -> value.substring(prefix.length()).strip());
    }
}
