package dev.challenger.http;

import dev.challenger.brand.Brand;
import dev.challenger.template.Templates;
import dev.challenger.text.Texts;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import freemarker.cache.TemplateLoader;
import freemarker.cache.URLTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pages for people. They are FreeMarker templates in {@code WEB-INF/pages}, with automatic escaping. A template sees its
 * model as {@code page}, the texts as {@code texts}, the relative way to the root of the web application as
 * {@code base}, the names of static files as {@code files}, and the operator's brand as {@code brand}. Models are public records; a template cannot see other classes.
 */
public final class Pages {
    public static final ContextAttribute<Pages> ATTRIBUTE = new ContextAttribute<>(Pages.class);

    private static final String ENDING = ".ftlh";
    private static final String FRAME = "layout";
    private static final Logger LOG = System.getLogger(Pages.class.getName());

    private final Configuration configuration = Templates.configuration();
    private final Texts texts;
    private final Map<String, String> files;
    private final Brand brand;
    /** The templates whose fault has been logged. */
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** @param files the names of static files with hashes, by the names without */
    Pages(TemplateLoader loader, Texts texts, Map<String, String> files, Brand brand) {
        this.texts = texts;
        this.files = Map.copyOf(files);
        this.brand = brand;
        configuration.setTemplateLoader(loader);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    }

    /** Returns the pages of a web application. */
    public static Pages of(ServletContext context, Texts texts, StaticFiles files, Brand brand) {
        return new Pages(
                new URLTemplateLoader() {
                    @Override
                    protected @Nullable URL getURL(String name) {
                        try {
                            return context.getResource("/WEB-INF/pages/" + name);
                        } catch (MalformedURLException e) {
                            return null;
                        }
                    }
                },
                texts,
                files.hashedNames(),
                brand);
    }

    /** @throws Problem code 74 if the page, or the frame that all pages share, is missing or malformed */
    void require(String page) {
        load(page);
        load(FRAME);
    }

    /**
     * Makes the page for refusals, to find out whether pages can be made.
     *
     * @throws RuntimeException if not
     */
    public void tryOut() {
        render(new Reply.Page(Reply.ERROR_PAGE, ErrorPage.of(new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN))), "./");
    }

    private Template load(String name) {
        try {
            return configuration.getTemplate(name + ENDING);
        } catch (IOException e) {
            if (reported.add(name)) {
                String fault =
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                LOG.log(Level.ERROR, "Browsers get 406, since a page cannot be loaded: " + fault);
            }
            throw new Problem(ErrorCode.GENERIC_FAILED_TO_LOAD_TEMPLATE, name);
        }
    }

    /**
     * @throws Problem as {@link #require}
     * @throws IllegalStateException if the page cannot be rendered, which is our bug
     */
    String render(Reply.Page page, String base) {
        require(page.name());
        StringWriter html = new StringWriter();
        try {
            PageBrand shown = PageBrand.of(brand, texts.get("frame.service"));
            load(page.name())
                    .process(
                            Map.of("page", page.model(), "texts", texts, "base", base, "files", files, "brand", shown),
                            html);
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("page " + page.name(), e);
        }
        return html.toString();
    }
}
