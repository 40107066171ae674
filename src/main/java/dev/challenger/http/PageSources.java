package dev.challenger.http;

import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.cache.URLTemplateLoader;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources of the pages: those of the operator, then ours. */
public final class PageSources {
    static final String ENDING = ".ftlh";

    private PageSources() {}

    /** The files of a web application. */
    @FunctionalInterface
    public interface Webapp {
        /**
         * Returns the URL of a file, or null if there is none.
         *
         * @param path begins with a slash
         */
        @Nullable
        URL find(String path) throws MalformedURLException;
    }

    static TemplateLoader ours(Webapp webapp) {
        return new URLTemplateLoader() {
            @Override
            protected @Nullable URL getURL(String name) {
                try {
                    return name.matches("[a-z]+\\.ftlh") ? webapp.find("/WEB-INF/pages/" + name) : null;
                } catch (MalformedURLException e) {
                    return null;
                }
            }
        };
    }

    /** @param own the operator's sources, by the names of the pages */
    static TemplateLoader with(Map<String, String> own, TemplateLoader ours) {
        StringTemplateLoader loader = new StringTemplateLoader();
        own.forEach((name, source) -> loader.putTemplate(name + ENDING, source));
        return new MultiTemplateLoader(new TemplateLoader[] {loader, ours});
    }
}
