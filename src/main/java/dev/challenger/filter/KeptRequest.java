package dev.challenger.filter;

import dev.challenger.taler.ErrorCode;
import dev.challenger.taler.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body can be read more than once: read when the first one asks for it, and kept, up to a limit. Whoever
 * comes after the filter finds it as if nobody had read it, by {@code getInputStream}, {@code getReader} and
 * {@code getParameter}, in asynchronous servlets too.
 */
final class KeptRequest extends HttpServletRequestWrapper {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpServletRequest request;
    private final int limit;
    private byte @Nullable [] body;
    private @Nullable Map<String, String[]> parameters;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    /** @param limit in bytes, as they arrive */
    KeptRequest(HttpServletRequest request, int limit) {
        super(request);
        this.request = request;
        this.limit = limit;
    }

    /** Whether anybody has asked for the body, so that the request itself has none any more. */
    boolean touched() {
        return body != null;
    }

    /** As nobody had asked for it yet: for the one after, who may choose the other of stream and reader. */
    KeptRequest rewound() {
        KeptRequest again = new KeptRequest(request, limit);
        again.body = body;
        again.parameters = parameters;
        return again;
    }

    /**
     * The body as it arrived.
     *
     * @throws Problem code 32 if it is larger than the limit
     */
    byte[] body() throws IOException {
        if (body == null) {
            if (request.getContentLengthLong() > limit) {
                throw new Problem(ErrorCode.GENERIC_UPLOAD_EXCEEDS_LIMIT);
            }
            byte[] read = request.getInputStream().readNBytes(limit + 1);
            if (read.length > limit) {
                throw new Problem(ErrorCode.GENERIC_UPLOAD_EXCEEDS_LIMIT);
            }
            body = read;
        }
        return body;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (reader != null) {
            throw new IllegalStateException("getReader has been called for this request");
        }
        if (stream == null) {
            stream = new KeptStream(body(), this);
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (stream != null) {
            throw new IllegalStateException("getInputStream has been called for this request");
        }
        if (reader == null) {
            reader = new BufferedReader(
                    new InputStreamReader(new ByteArrayInputStream(body()), named(StandardCharsets.ISO_8859_1)));
        }
        return reader;
    }

    /** What the request says, or the default of the servlet specification for what is read. */
    private Charset named(Charset otherwise) throws IOException {
        String name = getCharacterEncoding();
        try {
            return name == null ? otherwise : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnsupportedEncodingException(name);
        }
    }

    /** Those of the query and those of a form, as far as the stream has not been asked for (Servlet 6.0, section 3.1). */
    private Map<String, String[]> parameters() {
        if (parameters == null) {
            parameters = isForm() && stream == null && reader == null ? withForm() : request.getParameterMap();
        }
        return parameters;
    }

    private boolean isForm() {
        return request.getMethod().equals("POST")
                && Optional.ofNullable(request.getContentType())
                        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .filter(FORM::equals)
                        .isPresent();
    }

    private Map<String, String[]> withForm() {
        try {
            byte[] form = body();
            FormParameters all = new FormParameters();
            all.add(Optional.ofNullable(request.getQueryString()).orElse(""), StandardCharsets.UTF_8);
            all.add(new String(form, StandardCharsets.ISO_8859_1), named(StandardCharsets.UTF_8));
            return all.map();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters().get(name);
        return values == null ? null : Arrays.copyOf(values, values.length);
    }

    @Override
    public Collection<Part> getParts() throws ServletException, IOException {
        if (touched()) {
            throw new ServletException("a protected request has no parts: read its stream");
        }
        return request.getParts();
    }

    @Override
    public Part getPart(String name) throws ServletException, IOException {
        if (touched()) {
            throw new ServletException("a protected request has no parts: read its stream");
        }
        return request.getPart(name);
    }
}
