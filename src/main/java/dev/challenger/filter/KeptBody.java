package dev.challenger.filter;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a request. It is read as a whole when it is first asked for, and kept. */
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

    /** Returns whether the body has been asked for. The request itself then no longer has the whole body. */
    boolean touched() {
        return bytes != null || refusal != null;
    }

    /**
     * Returns the whole body.
     *
     * @throws Problem code 32 if it is larger than the limit, code 23 if it breaks off. Every later call throws the same
     *     problem, since a body that was read in part cannot be read again
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
            // The hash would not cover the body that the application acts on.
            throw new IllegalStateException("the body was read before this filter: map it before all that read bodies");
        }
        return read;
    }

    /** Catches all exceptions, since containers report a broken transfer with some of their own, even unchecked ones. */
    private byte[] readBounded() {
        try {
            return request.getInputStream().readNBytes(limit + 1);
        } catch (IOException | RuntimeException e) {
            throw new Problem(ErrorCode.GENERIC_HTTP_HEADERS_MALFORMED, "the body is incomplete");
        }
    }

    /** Returns whether the container has read parameters from the body. */
    private boolean formWasRead() {
        return FormParameters.inBody(request)
                && count(request.getParameterMap())
                        > count(FormParameters.ofQuery(request).map());
    }

    private static int count(Map<String, String[]> parameters) {
        return parameters.values().stream().mapToInt(values -> values.length).sum();
    }
}
