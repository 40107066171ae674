package dev.challenger.http;

import dev.challenger.brand.Brand;
import dev.challenger.http.Output.Html;
import dev.challenger.http.Output.View;
import dev.challenger.template.Templates;
import dev.challenger.text.Languages;
import dev.challenger.text.Preference;
import dev.challenger.text.Texts;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages for people. They are FreeMarker templates in {@code WEB-INF/pages}, with automatic escaping. A template sees its
 * model as {@code page}, the texts of its language as {@code texts}, and
 *
 * <ul>
 *   <li>{@code languages}: the languages that a person can choose, by a link to the page with the query
 *       {@code ?ui_locales=} and a tag;
 *   <li>{@code chosen}: this query, if the request has one, to be kept in the URL of every form; otherwise an empty text;
 *   <li>{@code base}: the relative way to the root of the web application;
 *   <li>{@code files}: the names of static files;
 *   <li>{@code brand}: the operator's brand.
 * </ul>
 *
 * <p>Models are public records; a template cannot see other classes.
 */
public final class Pages {
    public static final ContextAttribute<Pages> ATTRIBUTE = new ContextAttribute<>(Pages.class);

    private static final String FRAME = "layout";
    private static final Logger LOG = System.getLogger(Pages.class.getName());

    private final Configuration configuration = Templates.configuration();
    private final Languages languages;
    private final List<Offer> offers;
    private final Map<String, String> files;
    private final Brand brand;
    /** The templates whose fault has been logged. */
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /**
     * A language that a person can choose.
     *
     * @param name in the language itself
     */
    public record Offer(String tag, String name) {}

    /** @param files the names of static files with hashes, by the names without */
    Pages(TemplateLoader loader, Languages languages, Map<String, String> files, Brand brand) {
        this.languages = languages;
        this.offers = languages.offered().stream()
                .map(language -> new Offer(language.tag(), language.ownName()))
                .toList();
        this.files = Map.copyOf(files);
        this.brand = brand;
        configuration.setTemplateLoader(PageSources.with(brand.own().pages(), loader));
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    }

    /** Returns the pages of a web application. */
    public static Pages of(ServletContext context, Languages languages, StaticFiles files, Brand brand) {
        return new Pages(PageSources.ours(context::getResource), languages, files.hashedNames(), brand);
    }

    /** Returns the pages of a web application that does not run yet. */
    static Pages of(PageSources.Webapp webapp, Languages languages, Brand brand) {
        return new Pages(PageSources.ours(webapp), languages, Map.of(), brand);
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
        ErrorPage model = ErrorPage.of(new Problem(ErrorCode.GENERIC_ENDPOINT_UNKNOWN), null);
        render(new Reply.Page(Reply.ERROR_PAGE, model, null), new View("./", Preference.NONE));
    }

    /** @throws IOException if there is no such template, or it is malformed */
    Template template(String name) throws IOException {
        return configuration.getTemplate(name + PageSources.ENDING);
    }

    private Template load(String name) {
        try {
            return template(name);
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
     * Renders a page in its language, or else in the one that suits the request.
     *
     * @throws Problem as {@link #require}
     * @throws IllegalStateException if the page cannot be rendered, which is our bug
     */
    Html render(Reply.Page page, View view) {
        require(page.name());
        Texts texts = texts(page, view);
        StringWriter html = new StringWriter();
        try {
            PageBrand shown = PageBrand.of(brand, texts);
            Map<String, Object> model = new HashMap<>(Map.of("page", page.model(), "texts", texts, "brand", shown));
            model.putAll(Map.of("languages", offers, "chosen", chosen(view), "base", view.base(), "files", files));
            load(page.name()).process(model, html);
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("page " + page.name(), e);
        }
        return new Html(html.toString(), texts.language());
    }

    /** Renders the template of something that no request asks for, such as an e-mail, as {@link #render}. */
    public String html(String name, Object model, Texts texts) {
        return render(new Reply.Page(name, model, texts), new View("", Preference.NONE))
                .text();
    }

    private Texts texts(Reply.Page page, View view) {
        Texts texts = page.texts();
        return texts == null ? languages.choose(view.languages(), Optional.empty()) : texts;
    }

    private String chosen(View view) {
        return languages
                .chosen(view.languages())
                .map(language -> "?ui_locales=" + language.tag())
                .orElse("");
    }
}
