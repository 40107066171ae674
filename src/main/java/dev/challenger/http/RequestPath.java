package dev.challenger.http;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The path of a request within its web application, for rules that protect paths. A path has many spellings that lead to the
 * same servlet, and {@code getPathInfo()} alone is null under some mappings, such as the one of Spring MVC.
 */
public final class RequestPath {
    /**
     * A decoded segment that everybody reads in the same way. Some frameworks read the path as the client wrote it, others as
     * the container decoded it, and some decode it twice.
     */
    private static final Predicate<String> PLAIN =
            Pattern.compile("(?!\\.{1,2}$)[^/\\\\;%\\p{Cntrl}\uFFFD]*").asMatchPredicate();

    private RequestPath() {}

    /**
     * Returns the path in one form, for example {@code /private/token}. The form depends neither on the spelling nor on the
     * mapping of the servlet: it is decoded, and has no context path, no path parameters ({@code ;jsessionid=…}), no empty
     * segments and no slash at its end. The root is {@code /}.
     *
     * @throws Problem code 21 if the client's spelling can be read in more than one way: it has a segment {@code .} or
     *     {@code ..}, an encoded slash, backslash, semicolon, percent sign or control character, or is not UTF-8
     */
    public static String of(HttpServletRequest request) {
        if (!segments(request.getRequestURI()).map(RequestPath::decoded).allMatch(PLAIN)) {
            throw new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN, "the path can be read in more than one way");
        }
        return segments(mapped(request)).collect(Collectors.joining("/", "/", ""));
    }

    /** Returns the path as the container has decoded it and mapped it to a servlet. */
    static String mapped(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    private static Stream<String> segments(String path) {
        return Stream.of(path.split("/", -1))
                .map(segment -> segment.split(";", 2)[0])
                .filter(segment -> !segment.isEmpty());
    }

    /** Returns a text that is not plain if the encoding is malformed. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "%";
        }
    }
}
