package dev.challenger.filter;

import dev.challenger.wire.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletResponse;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body can be read more than once. The body is read when it is first asked for, and kept, up to a limit. The
 * application behind the filter can read it as usual, by {@code getInputStream}, {@code getReader} and {@code getParameter},
 * and in asynchronous servlets too.
 */
final class KeptRequest extends HttpServletRequestWrapper {
    private final HttpServletRequest request;
    private final KeptBody body;
    private final @Nullable ServletResponse response;
    private @Nullable Map<String, String[]> parameters;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    /** @param limit in bytes, as they arrive */
    KeptRequest(HttpServletRequest request, int limit) {
        this(request, new KeptBody(request, limit), null);
    }

    private KeptRequest(HttpServletRequest request, KeptBody body, @Nullable ServletResponse response) {
        super(request);
        this.request = request;
        this.body = body;
        this.response = response;
    }

    /** Returns whether the body has been asked for. The request itself then no longer has the whole body. */
    boolean touched() {
        return body.touched();
    }

    /**
     * Returns the request in the state before the body was asked for, so that the application may choose between stream and
     * reader.
     *
     * @param next the response that the application gets with this request
     */
    KeptRequest rewound(ServletResponse next) {
        return new KeptRequest(request, body, next);
    }

    /**
     * Returns the body as it arrived.
     *
     * @throws Problem code 32 if it is larger than the limit, code 23 if it breaks off
     */
    byte[] body() {
        return body.bytes();
    }

    /** Hands this request on to the next dispatch. The specification would hand on the container's, whose body is read. */
    @Override
    public AsyncContext startAsync() {
        return response == null ? super.startAsync() : startAsync(this, response);
    }

    @Override
    public ServletInputStream getInputStream() {
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

    /** Returns the character set that the request names, or else the default of the servlet specification. */
    private Charset named(Charset otherwise) throws UnsupportedEncodingException {
        String name = getCharacterEncoding();
        try {
            return name == null ? otherwise : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnsupportedEncodingException(name);
        }
    }

    /**
     * Returns the parameters of the query and, if the stream has not been asked for, those of a form (Servlet 6.0, section
     * 3.1). The container is not asked for them, since it may read the body.
     */
    private Map<String, String[]> parameters() {
        if (parameters == null) {
            FormParameters all = FormParameters.ofQuery(request);
            if (FormParameters.inBody(request) && stream == null && reader == null) {
                all.add(new String(body(), StandardCharsets.ISO_8859_1), formCharset());
            }
            parameters = all.map();
        }
        return parameters;
    }

    private Charset formCharset() {
        try {
            return named(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
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

    /** Refuses parts, which the container would read itself, past the limit and past the hash. */
    @Override
    public Collection<Part> getParts() throws ServletException {
        throw new ServletException("a request that the filter looks at has no parts: read its stream");
    }

    @Override
    public Part getPart(String name) throws ServletException {
        throw new ServletException("a request that the filter looks at has no parts: read its stream");
    }
}
