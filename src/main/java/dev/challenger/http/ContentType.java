package dev.challenger.http;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/** Reads the media type of a request's body. */
final class ContentType {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private ContentType() {}

    /** @throws Problem code 23 if the request says that its body is no form */
    static void requireForm(HttpServletRequest request) {
        String type = OneHeader.of(request, "Content-Type")
                .map(ContentType::mediaType)
                .orElse(FORM);
        if (!type.equals(FORM)) {
            throw new Problem(ErrorCode.GENERIC_HTTP_HEADERS_MALFORMED, "Content-Type must be " + FORM);
        }
    }

    /** Returns whether the request says that its body is JSON. */
    static boolean isJson(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Content-Type")).stream()
                .anyMatch(type -> mediaType(type).equals(JSON));
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
