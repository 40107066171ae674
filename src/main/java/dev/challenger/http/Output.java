package dev.challenger.http;

import dev.challenger.wire.ErrorBody;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/** Writes a {@link Reply} to the container's response. */
final class Output {
    private static final Logger LOG = System.getLogger(Output.class.getName());

    private final Pages pages;

    Output(Pages pages) {
        this.pages = pages;
    }

    private record Rendered(String type, byte[] bytes) {
        Rendered(String type, String text) {
            this(type, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void write(Reply reply, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Rendered body;
        try {
            // Before anything is written, so that a page that cannot be made is still a clean error.
            body = render(reply.content(), request);
        } catch (IllegalStateException e) {
            LOG.log(Level.ERROR, "cannot be rendered", e);
            write(
                    Reply.json(500, ErrorBody.of(new Problem(ErrorCode.GENERIC_FAILED_TO_EXPAND_TEMPLATE))),
                    request,
                    response);
            return;
        }
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        if (reply.status() == 204) {
            return;
        }
        if (!body.type.isEmpty()) {
            response.setContentType(body.type);
        }
        response.setContentLength(body.bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body.bytes);
        }
    }

    private Rendered render(Reply.Content content, HttpServletRequest request) {
        if (content instanceof Reply.JsonContent json) {
            return new Rendered("application/json", Json.write(json.value()));
        }
        if (content instanceof Reply.PageContent page) {
            return new Rendered("text/html;charset=UTF-8", pages.render(page.name(), page.model(), base(request)));
        }
        if (content instanceof Reply.BytesContent bytes) {
            return new Rendered(bytes.type(), bytes.bytes());
        }
        return new Rendered("", "");
    }

    /** Where a container asks for an error page, the browser still is at the URL that went wrong. */
    private static String base(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String uri = failed instanceof String original ? original : request.getRequestURI();
        return Pages.base(uri.substring(request.getContextPath().length()));
    }
}
