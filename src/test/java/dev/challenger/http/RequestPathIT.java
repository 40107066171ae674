package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.LocalServer;
import dev.challenger.testing.RawHttp;
import dev.challenger.wire.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proves that a path is read in one form under every mapping. The container admits every path. */
class RequestPathIT {
    /** Answers with the path, or with the status of the refusal. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String answer;
            try {
                answer = RequestPath.of(request);
            } catch (Problem refusal) {
                answer = "refused " + refusal.code().number();
            }
            response.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, /",
        "'', /, /",
        "/*, /, /",
        "/, /a/b, /a/b",
        "/*, /a/b, /a/b",
        "/a/*, /a/b, /a/b",
        "/a/*, /a, /a",
        "/a/*, /a/, /a",
        "/a/b, /a/b, /a/b",
        "*.do, /a/b.do, /a/b.do",
        "*.do, /a;x=%2F/b.do;y, /a/b.do",
        "/, /a//b/, /a/b",
        "/, /a;jsessionid=1/b;c, /a/b",
        "/, /a+b%20c, '/a+b c'",
        "/, /%C3%A4%3A%40, /ä:@",
        "/, /.well-known/a..b/..., /.well-known/a..b/...",
        "/*, /a/./b, refused 21",
        "/*, /a/../b, refused 21",
        "/*, /a/%2e%2E;x/b, refused 21",
        "/*, /a%2Fb, refused 21",
        "/*, /a%5cb, refused 21",
        "/*, /a%3Bb, refused 21",
        "/*, /a%252Fb, refused 21",
        "/*, /a%7Fb, refused 21",
        "/*, /a%C0%AFb, refused 21",
        "/*, /a%FFb, refused 21",
    })
    void aPathHasOneFormUnderEveryMapping(String mapping, String path, String read) {
        ServletContextHandler context = new ServletContextHandler("/some");
        context.addServlet(new Echo(), mapping);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        try (LocalServer server = new LocalServer(context)) {
            server.connector()
                    .getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .setUriCompliance(UriCompliance.UNSAFE);

            assertEquals(
                    read,
                    new RawHttp(server.url())
                            .head("GET /some" + path + " HTTP/1.1", "Host: localhost")
                            .body());
        }
    }
}
