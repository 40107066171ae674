package dev.challenger.site;

import dev.challenger.http.Endpoint;
import dev.challenger.http.Exchange;
import dev.challenger.http.LanguagesPage;
import dev.challenger.http.Reply;
import jakarta.servlet.ServletContext;
import java.util.Set;

/**
 * {@code /}: the page that describes this service. It is also the default servlet, and answers "not found" to every path
 * that has no servlet. The files of the web application can therefore not be downloaded.
 */
public final class RootServlet extends Endpoint {
    private static final long serialVersionUID = 1;

    private Config config;

    public RootServlet() {
        super("GET");
    }

    @Override
    protected void init(ServletContext context) {
        config = Config.of(SiteParts.ATTRIBUTE.get(context).policy());
    }

    @Override
    protected void requirePath(Exchange exchange) {
        if (!exchange.path().equals("/") && !exchange.path().isEmpty()) {
            throw exchange.unknownPath();
        }
    }

    @Override
    protected Set<String> pages() {
        return Set.of("root", LanguagesPage.NAME);
    }

    @Override
    protected Reply get(Exchange exchange) {
        if (LanguagesPage.isAsked(exchange)) {
            return Reply.page(200, LanguagesPage.NAME, LanguagesPage.PLAIN);
        }
        return exchange.html() ? Reply.page(200, "root", config) : Reply.json(200, config);
    }
}
