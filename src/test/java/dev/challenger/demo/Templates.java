package dev.challenger.demo;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;

/** The pages of the shop and the mailbox: FreeMarker templates next to this class, escaped automatically. */
final class Templates {
    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    private final Map<String, String> sites;

    /** @param sites the URLs to which every page links, by name */
    Templates(Map<String, String> sites) {
        this.sites = sites;
        configuration.setClassForTemplateLoading(Templates.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocale(Locale.ENGLISH);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
    }

    /** Answers with a page that is complete already. */
    static void write(HttpServletResponse response, String html) throws IOException {
        prepare(response);
        response.getWriter().write(html);
    }

    private static void prepare(HttpServletResponse response) {
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'");
    }

    /** Answers with a script, from the file of this name next to this class. */
    static void writeScript(HttpServletResponse response, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Templates.class.getResourceAsStream(name), name)) {
            response.setContentType("text/javascript; charset=utf-8");
            in.transferTo(response.getOutputStream());
        }
    }

    /** Answers with the page {@code name}. */
    void write(HttpServletResponse response, int status, String name, Map<String, ?> model) throws IOException {
        response.setStatus(status);
        prepare(response);
        try {
            configuration
                    .getTemplate(name + ".ftlh")
                    .process(Map.of("page", model, "sites", sites), response.getWriter());
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
    }
}
