package dev.challenger.filter;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters as a container reads them: names may repeat, and what is not percent-encoded well stays as it is. */
final class FormParameters {
    private final Map<String, List<String>> all = new LinkedHashMap<>();

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
