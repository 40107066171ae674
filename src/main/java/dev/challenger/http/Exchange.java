package dev.challenger.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.text.Preference;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One request as endpoints read it: everything is bounded, decoded and checked for its form. */
public final class Exchange {
    /** Characters of path and query. Containers allow more, so that the refusal is ours. */
    private static final int MAX_URI = 8_000;

    private final HttpServletRequest request;
    private final Accept accept;
    private final Consumer<String> pages;

    /** Reads a request of an application without pages. */
    public Exchange(HttpServletRequest request) {
        this(request, page -> {});
    }

    /** @param pages throws a Problem if the page with a name cannot be loaded */
    Exchange(HttpServletRequest request, Consumer<String> pages) {
        this.request = request;
        this.accept = Accept.of(request);
        this.pages = pages;
    }

    /** {@code GET}, {@code POST}, … */
    public String method() {
        return request.getMethod();
    }

    /** @throws Problem code 31 if path and query are too long */
    public void requireShortUri() {
        String query = request.getQueryString();
        if (request.getRequestURI().length() + (query == null ? 0 : query.length()) > MAX_URI) {
            throw new Problem(ErrorCode.GENERIC_URI_TOO_LONG);
        }
    }

    /**
     * Returns the only path segment after the servlet's own path.
     *
     * @throws Problem code 21 if there is none, or more than one
     */
    public String segment() {
        return segmentIfAny().orElseThrow(this::unknownPath);
    }

    /** Returns the same for a request that may be refused; empty if there is none, or more than one. */
    public Optional<String> segmentIfAny() {
        return Optional.ofNullable(request.getPathInfo())
                .filter(rest -> rest.length() > 1 && rest.indexOf('/', 1) < 0)
                .map(rest -> rest.substring(1));
    }

    /**
     * Returns the refusal of a path that does not exist (code 21). It names a doubled slash, which clients make that join a
     * base URL and a path.
     */
    public Problem unknownPath() {
        return new Problem(
                ErrorCode.GENERIC_ENDPOINT_UNKNOWN,
                request.getRequestURI().contains("//") ? "the path has a doubled slash" : null);
    }

    /** Returns whether the servlet's mapping in web.xml ends in a star, so that a {@link #segment} must follow. */
    boolean needsSegment() {
        return request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
    }

    /** Returns the whole path within the web application, {@code /} for its root. */
    public String path() {
        return RequestPath.mapped(request);
    }

    /**
     * Returns the parameters of the query.
     *
     * @throws Problem code 26 if the query is not percent-encoded: containers differ in how they read other characters
     */
    public Parameters query() {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(query)) {
            throw Problem.malformed("percent-encoding");
        }
        return Parameters.parse(query.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Returns the parameters of the body, which must be UTF-8 after decoding. A {@code charset} says nothing about a form,
     * which is ASCII (WHATWG URL section 5), though some clients send one; it is ignored.
     *
     * @throws Problem code 23 if the Content-Type is not that of a form; otherwise as {@link #body}
     */
    public Parameters form() {
        ContentType.requireForm(request);
        return Parameters.parse(body());
    }

    /**
     * Returns the body as a JSON object; empty if there is no body.
     *
     * @throws Problem code 22 if the body is anything else; otherwise as {@link #body}
     */
    public Optional<JsonNode> jsonObject() {
        byte[] body = body();
        return body.length == 0 ? Optional.empty() : Optional.of(Json.readObject(body));
    }

    /**
     * Returns the decompressed body.
     *
     * @throws Problem code 32 if it is too large, code 28 if it cannot be decompressed, code 23 if it breaks off
     */
    public byte[] body() {
        return Body.read(request);
    }

    /** Returns the token of {@code Authorization: Bearer}, if there is one. */
    public Optional<String> bearer() {
        return Credentials.bearer(request);
    }

    /**
     * Returns user and password of {@code Authorization: Basic} (RFC 7617), if they are there.
     *
     * @throws Problem code 23 if it is malformed
     */
    public Optional<List<String>> basic() {
        return Credentials.basic(request);
    }

    /** Returns the network that the request comes from, if it is known. */
    public Optional<Network> network(Origin origin) {
        return origin.network(request);
    }

    /** Returns all lines of a header. */
    public List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** Returns true if the query has this parameter with its value, encoded as here. */
    boolean hasInQuery(String parameter) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        return List.of(query.split("&")).contains(parameter);
    }

    /** Returns the languages that the request names. */
    public Preference languages() {
        return RequestLanguages.of(request);
    }

    /** Returns the rendering that the request asks for. */
    public Accept accept() {
        return accept;
    }

    /** Returns whether the answer is for a person with a browser. */
    public boolean html() {
        return accept == Accept.HTML;
    }

    /**
     * Requires the pages that the answer for a person may need, before anything is stored or sent.
     *
     * @param names of templates in {@code WEB-INF/pages}, without their ending; the error page need not be named
     * @throws Problem code 74 if one of them is missing or malformed
     */
    public void requirePages(Collection<String> names) {
        names.forEach(pages);
        pages.accept(Reply.ERROR_PAGE);
    }

    /** Returns whether the request says that its body is JSON, which no form of a page can send. */
    public boolean sendsJson() {
        return ContentType.isJson(request);
    }
}
