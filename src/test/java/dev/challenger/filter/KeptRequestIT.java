package dev.challenger.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.LocalServer;
import dev.challenger.testing.RawHttp;
import dev.challenger.wire.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that a servlet sees an unchanged request although our filter has read its body before. */
class KeptRequestIT {
    private static final int LIMIT = 1_000;

    @AutoClose
    private final LocalServer server = new LocalServer(context());

    private final RawHttp http = new RawHttp(server.url());

    private static ServletContextHandler context() {
        ServletContextHandler context = new ServletContextHandler("/shop");
        FilterHolder reads = new FilterHolder(readsBefore());
        reads.setAsyncSupported(true);
        context.addFilter(reads, "/kept/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder echo = new ServletHolder(new Echo());
        echo.setAsyncSupported(true);
        echo.getRegistration().setMultipartConfig(new MultipartConfigElement(""));
        context.addServlet(echo, "/kept/*");
        context.addServlet(echo, "/plain/*");
        return context;
    }

    private static Filter readsBefore() {
        return (request, response, chain) -> {
            KeptRequest kept = new KeptRequest((HttpServletRequest) request, LIMIT);
            try {
                kept.body();
            } catch (Problem tooLarge) {
                ((HttpServletResponse) response).sendError(tooLarge.status());
                return;
            }
            chain.doFilter(kept.rewound(response), response);
        };
    }

    /** Answers with what it reads, in the way that the path names. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            response.setContentType("text/plain;charset=UTF-8");
            switch (request.getPathInfo()) {
                case "/stream" ->
                    response.getOutputStream().write(request.getInputStream().readAllBytes());
                case "/reader" -> response.getWriter().print(request.getReader().readLine());
                case "/parameters" -> response.getWriter().print(parameters(request));
                case "/part" ->
                    response.getWriter().print(request.getPart("file").getSize());
                case "/both" -> both(request, response);
                default -> later(request, response);
            }
        }

        private static String parameters(HttpServletRequest request) {
            TreeMap<String, String> all = new TreeMap<>();
            request.getParameterNames()
                    .asIterator()
                    .forEachRemaining(name -> all.put(
                            name,
                            request.getParameter(name) + " of " + String.join(",", request.getParameterValues(name))));
            return all + " " + request.getParameterMap().size() + " " + request.getParameter("none");
        }

        private static void both(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream();
            try {
                request.getReader();
            } catch (IllegalStateException e) {
                response.getWriter().print("one or the other");
            }
        }

        private static void later(HttpServletRequest request, HttpServletResponse response) throws IOException {
            AsyncContext later = request.startAsync();
            ServletInputStream in = request.getInputStream();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            in.setReadListener(new ReadListener() {
                @Override
                public void onDataAvailable() throws IOException {
                    byte[] some = new byte[7];
                    while (in.isReady() && !in.isFinished()) {
                        int read = in.read(some);
                        if (read > 0) {
                            all.write(some, 0, read);
                        }
                    }
                }

                @Override
                public void onAllDataRead() throws IOException {
                    response.getOutputStream().write(all.toByteArray());
                    later.complete();
                }

                @Override
                public void onError(Throwable failure) {
                    later.complete();
                }
            });
        }
    }

    private String post(String path, String type, String body) {
        RawHttp.Answer answer = send(path, type, body.getBytes(StandardCharsets.UTF_8));
        return answer.status() == 200 ? answer.body() : Integer.toString(answer.status());
    }

    private RawHttp.Answer send(String path, String type, byte[] body) {
        return http.send(RawHttp.request(
                body,
                "POST /shop" + path + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: " + type,
                "Content-Length: " + body.length));
    }

    @ParameterizedTest
    @CsvSource({
        "stream, application/json, {}",
        "stream, text/plain, ''",
        "stream, application/x-www-form-urlencoded, a=b",
        "reader, text/plain;charset=UTF-8, \u00e4\u00f6\u20ac",
        "reader, text/plain, plain",
        "later, application/json, '{\"name\": \"somewhat longer than seven bytes\"}'",
        "later, application/json, ''",
        "both, text/plain, x",
        "parameters, application/x-www-form-urlencoded, a=b&c=%C3%A4+d&a=e&=f&g&h=%zz",
        "parameters, application/X-WWW-form-urlencoded; charset=UTF-8, a=%E2%82%AC",
        "parameters, text/plain, a=b",
        "parameters, application/x-www-form-urlencoded, ''",
    })
    void aServletSeesWhatItSeesWithoutTheFilter(String way, String type, String body) {
        String query = "?q=%C3%BC&a=first";

        String plain = post("/plain/" + way + query, type, body);
        String kept = post("/kept/" + way + query, type, body);

        if (body.contains("%zz")) {
            // Containers differ here. Jetty refuses the request.
            assertTrue(kept.contains("h=%zz of %zz"), kept);
        } else {
            assertEquals(plain, kept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1001", "Transfer-Encoding: chunked"})
    void aBodyBeyondTheLimitIsRefusedAndNotKept(String length) {
        String body = "x".repeat(LIMIT + 1);
        String sent = length.startsWith("T") ? "3e9\r\n" + body + "\r\n0\r\n\r\n" : body;

        RawHttp.Answer answer = http.send(RawHttp.request(
                sent.getBytes(StandardCharsets.UTF_8),
                "POST /shop/kept/stream HTTP/1.1",
                "Host: localhost",
                "Content-Type: " + "text/plain".toLowerCase(Locale.ROOT),
                length));

        assertEquals(413, answer.status());
    }

    @Test
    void aBodyAtTheLimitPasses() {
        assertEquals(
                LIMIT, post("/kept/stream", "text/plain", "x".repeat(LIMIT)).length());
    }

    @Test
    void multipartPartsAreMissingAndThatIsReported() {
        String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc\r\n--x--\r\n";

        assertEquals("3", post("/plain/part", "multipart/form-data; boundary=x", body));
        assertEquals("500", post("/kept/part", "multipart/form-data; boundary=x", body));
    }
}
