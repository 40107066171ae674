package dev.challenger.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The samples in a text of Prometheus' format: values by their names with labels. */
record Samples(Map<String, Double> values) {
    static Samples of(String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            values.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
        });
        return new Samples(values);
    }

    double value(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new AssertionError(name + " is not in " + values.keySet());
        }
        return value;
    }

    /** Returns the names without labels. */
    Set<String> names() {
        return values.keySet().stream()
                .map(name -> name.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }
}
