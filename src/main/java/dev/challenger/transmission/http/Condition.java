package dev.challenger.transmission.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A condition on an answer: {@code 2xx}, {@code 400 /code=21211|21614}, or {@code 200 /error} for a member that must be there.
 *
 * @param status a digit may be {@code x}, for any
 * @param pointer a JSON pointer (RFC 6901)
 * @param values of which the value there must be one; empty for any
 */
public record Condition(Pattern status, Optional<JsonPointer> pointer, List<String> values) {
    private static final Pattern FORM = Pattern.compile("([1-5][0-9x]{2})(?:\\s+(/[^=\\s]*)(?:=(\\S.*))?)?");

    public Condition {
        values = List.copyOf(values);
    }

    /** @throws IllegalArgumentException if the text is no condition */
    public static Condition parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("no condition");
        }
        return new Condition(
                Pattern.compile(parts.group(1).replace('x', '.')),
                Optional.ofNullable(parts.group(2)).map(JsonPointer::compile),
                Optional.ofNullable(parts.group(3))
                        .map(values -> List.of(values.split("\\|")))
                        .orElse(List.of()));
    }

    boolean hasStatus(Answer answer) {
        return status.matcher(Integer.toString(answer.status())).matches();
    }

    boolean isMetBy(Answer answer) {
        return hasStatus(answer)
                && (pointer.isEmpty() || value(answer).filter(this::fits).isPresent());
    }

    private boolean fits(String value) {
        return values.isEmpty() || values.contains(value);
    }

    /** Returns true if each status of this condition is one that another condition takes with any body. */
    boolean isHiddenBy(List<Condition> others) {
        return IntStream.range(100, 600)
                .mapToObj(Integer::toString)
                .filter(text -> status.matcher(text).matches())
                .allMatch(text -> others.stream()
                        .anyMatch(other -> other.pointer.isEmpty()
                                && other.status.matcher(text).matches()));
    }

    /** Returns the value that the pointer finds. */
    Optional<String> value(Answer answer) {
        return pointer.flatMap(path -> find(answer, path));
    }

    /** Returns the text, number or boolean at a pointer. */
    static Optional<String> find(Answer answer, JsonPointer path) {
        return answer.json()
                .map(json -> json.at(path))
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }
}
