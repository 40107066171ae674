package dev.challenger.http;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads a header that may be sent only once. */
final class OneHeader {
    private OneHeader() {}

    /** @throws Problem code 23 if the request has the header more than once */
    static Optional<String> of(HttpServletRequest request, String name) {
        List<String> all = Collections.list(request.getHeaders(name));
        if (all.size() > 1) {
            throw new Problem(ErrorCode.GENERIC_HTTP_HEADERS_MALFORMED, name);
        }
        return all.stream().findFirst();
    }
}
