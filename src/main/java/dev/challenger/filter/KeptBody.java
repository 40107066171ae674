package dev.challenger.filter;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a request: read when the first one asks for it, as a whole or not at all, and kept. */
final class KeptBody {
    private final HttpServletRequest request;
    private final int limit;
    private byte @Nullable [] bytes;
    private @Nullable Problem refusal;

    /** @param limit in bytes, as they arrive */
    KeptBody(HttpServletRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /** Whether anybody has asked for it, so that the request itself has it no more, or not as a whole. */
    boolean touched() {
        return bytes != null || refusal != null;
    }

    /**
     * All of it.
     *
     * @throws Problem code 32 if it is larger than the limit, code 23 if it breaks off; the same whenever it is asked for
     *     again, since of a body that was begun the rest is not the whole
     */
    byte[] bytes() {
        if (refusal != null) {
            throw refusal;
        }
        if (bytes == null) {
            try {
                bytes = read();
            } catch (Problem problem) {
                refusal = problem;
                throw problem;
            }
        }
        return bytes;
    }

    private byte[] read() {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw new Problem(ErrorCode.GENERIC_UPLOAD_EXCEEDS_LIMIT);
        }
        byte[] read = readBounded();
        if (read.length > limit) {
            throw new Problem(ErrorCode.GENERIC_UPLOAD_EXCEEDS_LIMIT);
        }
        if (read.length < announced || read.length == 0 && formWasRead()) {
            // What is hashed would not be what the application acts on.
            throw new IllegalStateException("the body was read before this filter: map it before all that read bodies");
        }
        return read;
    }

    /** Containers report a broken transfer with exceptions of their own, some unchecked. */
    private byte[] readBounded() {
        try {
            return request.getInputStream().readNBytes(limit + 1);
        } catch (IOException | RuntimeException e) {
            throw new Problem(ErrorCode.GENERIC_HTTP_HEADERS_MALFORMED, "the body is incomplete");
        }
    }

    /** Whether the container knows parameters that the query does not have. */
    private boolean formWasRead() {
        return FormParameters.inBody(request)
                && count(request.getParameterMap())
                        > count(FormParameters.ofQuery(request).map());
    }

    private static int count(Map<String, String[]> parameters) {
        return parameters.values().stream().mapToInt(values -> values.length).sum();
    }
}
