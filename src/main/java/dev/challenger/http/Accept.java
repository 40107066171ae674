package dev.challenger.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The rendering of an answer that a request asks for by its {@code Accept} header (RFC 9110 section 12.5.1). */
public enum Accept {
    HTML,
    JSON,
    /** The header names neither. */
    ANY;

    private static final List<String> HTML_TYPES = List.of("text/html", "application/xhtml+xml");
    private static final String JSON_TYPE = "application/json";
    private static final List<String> JSON_WILDCARDS = List.of("application/*", "*/*");

    private record Range(String type, double q) {}

    /** Returns the rendering that a request asks for. */
    public static Accept of(HttpServletRequest request) {
        return parse(Collections.list(request.getHeaders("Accept")).stream());
    }

    /**
     * Returns HTML only if the header names it and prefers it to JSON. If both are named with the same weight, JSON wins. If
     * HTML is named and JSON only matches a wildcard of the same weight, HTML wins, since a name is more specific.
     */
    static Accept parse(Stream<String> headers) {
        List<Range> ranges = headers.flatMap(header -> Stream.of(header.split(",", -1)))
                .map(Accept::range)
                .flatMap(Optional::stream)
                .toList();
        double html = q(ranges, HTML_TYPES).orElse(0);
        OptionalDouble named = q(ranges, List.of(JSON_TYPE));
        double json = named.orElseGet(() -> wildcard(ranges));
        if (html > 0 && (named.isPresent() ? html > json : html >= json)) {
            return HTML;
        }
        return named.isPresent() && json > 0 ? JSON : ANY;
    }

    /** Returns the weight of JSON by the more specific of the wildcards that match it. */
    private static double wildcard(List<Range> ranges) {
        return JSON_WILDCARDS.stream()
                .map(type -> q(ranges, List.of(type)))
                .flatMapToDouble(OptionalDouble::stream)
                .findFirst()
                .orElse(0);
    }

    private static OptionalDouble q(List<Range> ranges, List<String> types) {
        return ranges.stream()
                .filter(range -> types.contains(range.type))
                .mapToDouble(Range::q)
                .max();
    }

    private static Optional<Range> range(String text) {
        String[] parts = text.split(";", -1);
        String type = parts[0].strip().toLowerCase(Locale.ROOT);
        return Stream.of(parts)
                .skip(1)
                .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
                .filter(parameter -> parameter.startsWith("q="))
                .findFirst()
                .map(parameter -> weight(parameter.substring(2)))
                .orElse(Optional.of(1.0))
                .map(q -> new Range(type, q));
    }

    /** Returns empty if this is not a weight; the range is then ignored. */
    private static Optional<Double> weight(String text) {
        return text.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
