package dev.challenger.http;

import dev.challenger.text.Texts;
import dev.challenger.wire.ErrorBody;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer: status, headers and content. JSON and pages are two renderings of the same result; an endpoint chooses one.
 *
 * @param headers added to the {@link Headers} that every answer has
 * @param refusal the problem behind an answer that refuses with a page or a body of its own; null for all other answers
 */
public record Reply(
        int status,
        Map<String, String> headers,
        Content content,
        @Nullable Problem refusal) {
    static final String ERROR_PAGE = "error";

    private Reply(int status, Content content) {
        this(status, Map.of(), content, null);
    }

    /** The body of an answer. */
    public sealed interface Content {}

    /**
     * A body that is ready to be sent.
     *
     * @param type the media type; empty if there is no body
     */
    public record Bytes(String type, byte[] bytes) implements Content {}

    /**
     * A page that is yet to be rendered.
     *
     * @param name of a template in {@code WEB-INF/pages}, without its ending
     * @param model a record, {@code page} to the template
     * @param texts those of the model; null if the model has none, so that the request decides
     */
    public record Page(String name, Object model, @Nullable Texts texts) implements Content {
        /** Leaves out the model, which may have a nonce or an address. */
        @Override
        public String toString() {
            return "Page[" + name + "]";
        }
    }

    /** Returns an answer with a record as JSON. */
    public static Reply json(int status, Object value) {
        return new Reply(status, new Bytes("application/json", Json.write(value).getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns an answer with a {@link Page} whose model has no texts. */
    public static Reply page(int status, String name, Object model) {
        return page(status, name, model, null);
    }

    /**
     * Returns an answer with a {@link Page}.
     *
     * @param texts as in {@link Page}
     */
    public static Reply page(int status, String name, Object model, @Nullable Texts texts) {
        return new Reply(status, new Page(name, model, texts));
    }

    /** Returns a 200 with a file or a text. */
    public static Reply bytes(String type, byte[] bytes) {
        return new Reply(200, new Bytes(type, bytes));
    }

    /** Returns a 302 to a URI, which may have any scheme. */
    public static Reply redirect(String location) {
        return empty(302).with("Location", location);
    }

    /** Returns an answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, new Bytes("", new byte[0]));
    }

    /**
     * Returns the answer to a refused request, for programs or for people.
     *
     * @param html true for the error page, false for the error body
     */
    public static Reply error(Problem problem, boolean html) {
        return error(problem, html, ErrorBody.of(problem));
    }

    /** Returns the error page of a refused request, with the brand of a site and the way back there. */
    public static Reply error(Problem problem, Asker asker, Texts texts) {
        return isShown(problem)
                ? page(problem.status(), ERROR_PAGE, ErrorPage.of(problem, asker), texts)
                : error(problem, false);
    }

    /**
     * Returns the answer to an error that the server found without us, and of which only the HTTP status is known. The body
     * has the fields of OAuth too, because the endpoint is unknown. A 503 passes, so that clients may try again.
     */
    public static Reply error(int status, boolean html) {
        Problem problem = new Problem(ErrorCode.ofStatus(status)).withStatus(status);
        Reply reply = error(problem, html, ErrorBody.oauth(problem, ErrorCode.oauthError(status)));
        return status == 503 ? reply.with("Retry-After", "5") : reply;
    }

    private static Reply error(Problem problem, boolean html, ErrorBody body) {
        return html && isShown(problem)
                ? page(problem.status(), ERROR_PAGE, ErrorPage.of(problem, null))
                : json(problem.status(), body);
    }

    /** Where a page is missing, the error page may be missing too. */
    private static boolean isShown(Problem problem) {
        return problem.code() != ErrorCode.GENERIC_FAILED_TO_LOAD_TEMPLATE;
    }

    /** Returns the same answer with one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, content, refusal);
    }

    /** Returns the same answer as one that refuses: {@link Refusal} logs it and adds its headers. */
    public Reply refusing(@Nullable Problem problem) {
        return new Reply(status, headers, content, problem);
    }

    /** Shows the status alone: headers and content may have an authorization code, a token or an address. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
