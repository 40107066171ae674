package dev.challenger.http;

import dev.challenger.text.Language;
import dev.challenger.text.Preference;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** Writes a {@link Reply} to the container's response. */
public final class Output {
    private static final Logger LOG = System.getLogger(Output.class.getName());

    private final BiFunction<Reply.Page, View, Html> pages;

    /** @param pages renders a page; throws an IllegalStateException if it cannot be rendered */
    public Output(BiFunction<Reply.Page, View, Html> pages) {
        this.pages = pages;
    }

    /**
     * The browser's view of a page.
     *
     * @param base leads from the URL of the page to the root of the web application
     */
    public record View(String base, Preference languages) {}

    /** A rendered page. */
    public record Html(String text, Language language) {}

    /** Writes an answer. After a refusal, also reads the rest of the request's body. */
    public void write(Reply reply, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply rendered = rendered(reply, request);
        response.setStatus(rendered.status());
        rendered.headers().forEach(response::setHeader);
        if (rendered.status() != 204 && rendered.status() != 304) {
            write((Reply.Bytes) rendered.content(), request, response);
        }
        if (rendered.status() >= 400 && request.getDispatcherType() == DispatcherType.REQUEST) {
            response.flushBuffer();
            Body.discardRest(request);
        }
    }

    private static void write(Reply.Bytes body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!body.type().isEmpty()) {
            response.setContentType(body.type());
        }
        response.setContentLength(body.bytes().length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body.bytes());
        }
    }

    /** Renders before anything is written, so that a page that fails is still a clean error. */
    private Reply rendered(Reply reply, HttpServletRequest request) {
        if (!(reply.content() instanceof Reply.Page page)) {
            return reply;
        }
        try {
            Html html = pages.apply(page, new View(base(request), RequestLanguages.of(request)));
            byte[] bytes = html.text().getBytes(StandardCharsets.UTF_8);
            Reply.Bytes body = new Reply.Bytes("text/html;charset=UTF-8", bytes);
            return new Reply(reply.status(), reply.headers(), body, reply.refusal())
                    .with("Content-Language", html.language().tag())
                    .with("Vary", "Accept, Accept-Language");
        } catch (Problem missing) {
            return Reply.error(missing, false);
        } catch (IllegalStateException e) {
            LOG.log(Level.ERROR, "The answer cannot be rendered", e);
            return Reply.error(new Problem(ErrorCode.GENERIC_FAILED_TO_EXPAND_TEMPLATE), false);
        }
    }

    /** When a container asks for an error page, the browser is still at the URL that failed. */
    private static String base(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String uri = failed instanceof String original ? original : request.getRequestURI();
        return base(uri.substring(request.getContextPath().length()));
    }

    /**
     * Returns what leads from a page to the root of the web application. It is relative, so that it is right behind a proxy
     * that has the application under another path than the container.
     *
     * @param path of the request within the web application, as the browser sent it
     */
    static String base(String path) {
        long slashes = path.chars().filter(c -> c == '/').count();
        return slashes < 2 ? "./" : "../".repeat((int) slashes - 1);
    }
}
