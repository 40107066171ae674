package dev.challenger.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parameters as a container reads them: names may repeat, and malformed percent-encoding stays as it is. */
final class FormParameters {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, List<String>> all = new LinkedHashMap<>();

    /** Returns the parameters of the request's query. */
    static FormParameters ofQuery(HttpServletRequest request) {
        FormParameters parameters = new FormParameters();
        parameters.add(Optional.ofNullable(request.getQueryString()).orElse(""), StandardCharsets.UTF_8);
        return parameters;
    }

    /** Returns whether the request's body has parameters (Servlet 6.0, section 3.1). */
    static boolean inBody(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && Optional.ofNullable(request.getContentType())
                        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .filter(FORM::equals)
                        .isPresent();
    }

    /** @param encoded {@code name=value} pairs with {@code &} between them */
    void add(String encoded, Charset charset) {
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                all.computeIfAbsent(decoded(name, charset), any -> new ArrayList<>())
                        .add(decoded(value, charset));
            }
        }
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    Map<String, String[]> map() {
        Map<String, String[]> map = new LinkedHashMap<>();
        all.forEach((name, values) -> map.put(name, values.toArray(String[]::new)));
        return Collections.unmodifiableMap(map);
    }
}
