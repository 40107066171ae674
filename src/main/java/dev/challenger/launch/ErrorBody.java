package dev.challenger.launch;

import dev.challenger.taler.ErrorCode;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/** What the server answers where a request gets no answer of the web application: not HTTP, too much of it, or too late. */
final class ErrorBody {
    private ErrorBody() {}

    static void addHeaders(Response response) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("Access-Control-Allow-Origin", "*");
        response.getHeaders().put("Access-Control-Expose-Headers", "*");
    }

    /** JSON, all of it ASCII, for OAuth clients too. Hints have nothing that JSON escapes. */
    static String of(int status) {
        ErrorCode code = ErrorCode.ofStatus(status);
        String error = status < 500 ? "invalid_request" : "server_error";
        return "{\"code\":" + code.number() + ",\"hint\":\"" + code.hint() + "\",\"error\":\"" + error
                + "\",\"error_description\":\"" + code.hint() + "\"}";
    }
}
