package dev.challenger.documents;

import static dev.challenger.EmbeddedApplication.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.EmbeddedApplication;
import dev.challenger.EmbeddedChallenger;
import dev.challenger.filter.Protection;
import dev.challenger.filter.TanChallengeFilter;
import dev.challenger.testing.Http;
import dev.challenger.testing.LocalServer;
import dev.challenger.testing.RawHttp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiles the Java code of embed.md as part of an application in another package, and proves that its protection protects
 * in Jetty and Tomcat, under every mapping of the servlet and however the path is spelled.
 */
class EmbedIT {
    private static final String CONTEXT = "/shop";
    private static final String OWNER = "owner@example.com";
    private static final String PROTECTED = "/private/token";

    /** Spellings of the protected path, and paths that a careless reader takes for it. */
    private static final List<String> SPELLINGS = List.of(
            "/private//token",
            "//private/token",
            "/private/token/",
            "/private/token//",
            "/private/token;x=1",
            "/private;x/token",
            "/private/;x/token",
            "/;x/private/token",
            "/private/token/;x",
            "/private/%74oken",
            "/%70rivate/toke%6e",
            "/private/./token",
            "/private/%2e/token",
            "/private/.;x/token",
            "/public/../private/token",
            "/public/%2e%2e/private/token",
            "/public/..;x/private/token",
            "/private%2Ftoken",
            "/private%2ftoken",
            "%2Fprivate/token",
            "/private%5Ctoken",
            "/private\\token",
            "/private/token%3Bx",
            "/private/%2574oken",
            "/private/token%00",
            "/private/token%0A",
            "/private%C0%AFtoken",
            "/public%2F..%2Fprivate/token",
            "/private/token/..%2Ftoken");

    @TempDir
    static Path directory;

    @AutoClose
    private final EmbeddedApplication app = new EmbeddedApplication(Protection.NONE, new Shop());

    private final Shop shop = new Shop();
    private final Tomcat tomcat = new Tomcat();
    private Protection protection;

    /**
     * An application that finds its operations in each way that frameworks do. Spring MVC reads the path as the client wrote
     * it, segment by segment, where the container has mapped it to {@code /}.
     */
    private static final class Shop extends HttpServlet {
        private static final long serialVersionUID = 1;
        final AtomicInteger runs = new AtomicInteger();

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            String written = request.getRequestURI();
            String mapped = request.getServletPath()
                    + Optional.ofNullable(request.getPathInfo()).orElse("");
            boolean runs = Stream.of(written, decode(written), decode(decode(written)), CONTEXT + mapped)
                    .anyMatch(path -> normal(path).equals("[shop, private, token]"));
            this.runs.addAndGet(runs ? 1 : 0);
            response.setStatus(runs ? 200 : 404);
        }

        private static String decode(String path) {
            try {
                return URLDecoder.decode(path, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return path;
            }
        }

        private static String normal(String path) {
            List<String> segments = new ArrayList<>();
            for (String segment : path.split("[/\\\\]", -1)) {
                String plain = segment.replaceFirst(";.*", "").strip();
                if (plain.equals("..") && !segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                } else if (!plain.isEmpty() && !plain.equals(".")) {
                    segments.add(decode(plain).replaceFirst(";.*", ""));
                }
            }
            return segments.toString();
        }
    }

    @BeforeEach
    void compile() throws Exception {
        List<String> code = Document.EMBED.blocks("Plain servlets", "java");
        Path source = Files.writeString(
                directory.resolve("Application.java"), """
                %s
                import jakarta.servlet.*;
                import jakarta.servlet.http.*;
                import java.nio.file.Path;
                import java.security.SecureRandom;
                import java.time.*;
                import java.util.*;

                final class Application implements ServletContextListener {
                    javax.sql.DataSource dataSource;
                    String mailPassword;
                    EmbeddedChallenger challenger;

                    %s

                    static final class ShopProtection implements Protection {
                        String ownersAddress = "%s";

                        boolean passwordIsRight(HttpServletRequest request) {
                            return true;
                        }

                        %s
                    }
                }
                """.formatted(code.get(2), code.get(0), OWNER, code.get(1)));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, told, told, "-proc:none", "-cp", classPath(), "-d", directory.toString(), source.toString());
        assertEquals(0, status, told.toString(StandardCharsets.UTF_8));

        URL[] compiled = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(compiled, EmbedIT.class.getClassLoader())) {
            Constructor<?> made = loader.loadClass("Application$ShopProtection").getDeclaredConstructor();
            made.setAccessible(true);
            protection = (Protection) made.newInstance();
        }
    }

    /** Returns where the classes of Challenger and of the servlet API are, however this test was started. */
    private static String classPath() throws URISyntaxException {
        return location(EmbeddedChallenger.class) + File.pathSeparator + location(ServletContext.class);
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/*", "/private/*", PROTECTED})
    void theExampleProtectsInJettyUnderEveryMapping(String mapping) {
        try (LocalServer strict = new LocalServer(jetty(mapping, false));
                LocalServer lenient = new LocalServer(jetty(mapping, true))) {
            lenient.connector()
                    .getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .setUriCompliance(UriCompliance.UNSAFE);

            assertProtected(strict.url());
            assertProtected(lenient.url());
        }
    }

    private ServletContextHandler jetty(String mapping, boolean lenient) {
        ServletContextHandler context = new ServletContextHandler(CONTEXT);
        app.challenger.register(context.getServletContext(), protection);
        context.addFilter(TanChallengeFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(shop, mapping);
        context.getServletHandler().setDecodeAmbiguousURIs(lenient);
        return context;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/*", "/private/*", PROTECTED})
    void theExampleProtectsInTomcatUnderEveryMapping(String mapping) throws Exception {
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
        tomcat.getConnector().setAllowBackslash(true);
        Context context = tomcat.addContext(CONTEXT, directory.toString());
        FilterDef filter = new FilterDef();
        filter.setFilterName("tan-challenges");
        filter.setFilter(new TanChallengeFilter());
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("tan-challenges");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        Tomcat.addServlet(context, "shop", shop).addMapping(mapping);
        context.addServletContainerInitializer(
                (classes, servlets) -> app.challenger.register(servlets, protection), null);
        tomcat.start();

        assertProtected("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    private void assertProtected(String server) {
        shop.runs.set(0);
        RawHttp raw = new RawHttp(server);
        for (String spelling : SPELLINGS) {
            RawHttp.Answer answer =
                    raw.head("POST " + CONTEXT + spelling + " HTTP/1.1", "Host: localhost", "Content-Length: 0");

            assertTrue(Stream.of(202, 400, 404).anyMatch(status -> status == answer.status()), spelling + answer);
            assertEquals(0, shop.runs.get(), spelling);
        }

        Http http = new Http(server + CONTEXT);
        assertNotEquals(202, http.post("/private/tokens", "").status());
        String id = id(http.post(PROTECTED, ""));
        app.solve(id, OWNER);
        assertEquals(200, http.post(PROTECTED, "", "Taler-Challenge-Ids", id).status());
        assertEquals(1, shop.runs.get());
    }
}
