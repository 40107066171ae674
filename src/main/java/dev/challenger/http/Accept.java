package dev.challenger.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rendering of an answer the request's {@code Accept} header asks for (RFC 9110 section 12.5.1). */
public enum Accept {
    HTML,
    JSON,
    /** Neither is named. */
    ANY;

    private static final List<String> HTML_TYPES = List.of("text/html", "application/xhtml+xml");
    private static final List<String> JSON_TYPES = List.of("application/json");
    private static final List<String> JSON_WILDCARDS = List.of("application/*", "*/*");

    private record Range(String type, double q) {}

    /**
     * HTML only where it is named and preferred to JSON. A tie with JSON named is JSON; a tie with a wildcard is HTML,
     * since a name says more than a star.
     */
    static Accept parse(Stream<String> headers) {
        List<Range> ranges = headers.flatMap(header -> Stream.of(header.split(",", -1)))
                .map(Accept::range)
                .flatMap(Optional::stream)
                .toList();
        double html = best(ranges, HTML_TYPES);
        boolean jsonNamed = ranges.stream().anyMatch(range -> JSON_TYPES.contains(range.type));
        double json = jsonNamed ? best(ranges, JSON_TYPES) : best(ranges, JSON_WILDCARDS);
        if (html > 0 && (jsonNamed ? html > json : html >= json)) {
            return HTML;
        }
        return jsonNamed && json > 0 ? JSON : ANY;
    }

    private static double best(List<Range> ranges, List<String> types) {
        return ranges.stream()
                .filter(range -> types.contains(range.type))
                .mapToDouble(Range::q)
                .max()
                .orElse(0);
    }

    private static Optional<Range> range(String text) {
        String[] parts = text.split(";", -1);
        String type = parts[0].strip().toLowerCase(Locale.ROOT);
        return Stream.of(parts)
                .skip(1)
                .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
                .filter(parameter -> parameter.startsWith("q="))
                .findFirst()
                .map(parameter -> q(parameter.substring(2)))
                .orElse(Optional.of(1.0))
                .map(q -> new Range(type, q));
    }

    /** Empty for what is no weight: such a range does not count. */
    private static Optional<Double> q(String text) {
        return text.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
