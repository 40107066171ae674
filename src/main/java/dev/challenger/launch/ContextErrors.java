package dev.challenger.launch;

import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers an error for which the web application has no page. The answer says nothing about the exception. */
final class ContextErrors extends ErrorPageErrorHandler {
    private final ServerErrors errors;

    ContextErrors(ServerErrors errors) {
        this.errors = errors;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        errors.answer(request, response, status, callback);
    }
}
