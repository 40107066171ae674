package dev.challenger.http;

import dev.challenger.wire.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer: status, headers and body. JSON and pages are two renderings of the same result; an endpoint says which.
 *
 * @param headers beyond those that every answer has
 * @param refusal what the answer tells a person in a page of its own; null if it refuses nothing
 */
public record Reply(
        int status,
        Map<String, String> headers,
        Content content,
        @Nullable Problem refusal) {
    private Reply(int status, Content content) {
        this(status, Map.of(), content, null);
    }

    /** The body of an answer. */
    public sealed interface Content {}

    /** A record, written as JSON. */
    record JsonContent(Object value) implements Content {}

    /** A page of {@code WEB-INF/pages} and its model. */
    record PageContent(String name, Object model) implements Content {}

    /** A file or a text, with its media type. */
    record BytesContent(String type, byte[] bytes) implements Content {}

    record NoContent() implements Content {}

    public static Reply json(int status, Object value) {
        return new Reply(status, new JsonContent(value));
    }

    /**
     * @param name of the page, without its ending
     * @param model a record, {@code page} to the template
     */
    public static Reply page(int status, String name, Object model) {
        return new Reply(status, new PageContent(name, model));
    }

    public static Reply bytes(String type, byte[] bytes) {
        return new Reply(200, new BytesContent(type, bytes));
    }

    /** 302 to a place, which may be of any scheme. */
    public static Reply redirect(String location) {
        return empty(302).with("Location", location);
    }

    public static Reply empty(int status) {
        return new Reply(status, new NoContent());
    }

    /** The same answer with one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, content, refusal);
    }

    /** The same answer, which refuses something: to be logged, and with the headers that belong to a refusal. */
    public Reply refusing(Problem problem) {
        return new Reply(status, headers, content, problem);
    }
}
