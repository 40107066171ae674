package dev.challenger.http;

import dev.challenger.text.Preference;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;

/** Reads the languages that a request names. */
final class RequestLanguages {
    private static final String UI_LOCALES = "ui_locales";

    private RequestLanguages() {}

    static Preference of(HttpServletRequest request) {
        return new Preference(uiLocales(request), Collections.list(request.getHeaders("Accept-Language")));
    }

    /** A query that cannot be read names no language: the page that says so needs one too. */
    private static Optional<String> uiLocales(HttpServletRequest request) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        try {
            return Parameters.parse(query.getBytes(StandardCharsets.UTF_8)).find(UI_LOCALES);
        } catch (Problem malformed) {
            return Optional.empty();
        }
    }
}
