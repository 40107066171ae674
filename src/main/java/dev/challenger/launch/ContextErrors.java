package dev.challenger.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers where the web application has no page for an error, without a word on the exception. */
final class ContextErrors extends ErrorPageErrorHandler {
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
            Callback callback)
            throws IOException {
        ErrorBody.addHeaders(response);
        generateAcceptableResponse(
                request,
                response,
                callback,
                "application/json",
                List.of(StandardCharsets.UTF_8),
                status,
                message,
                cause);
    }

    @Override
    protected void writeErrorJson(
            Request request, PrintWriter writer, int status, @Nullable String message, @Nullable Throwable cause) {
        writer.write(ErrorBody.of(status));
    }
}
