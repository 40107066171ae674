package dev.challenger.launch;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** JSON, all of it ASCII, for OAuth clients too. */
    static String of(int status) {
        ErrorCode code = ErrorCode.ofStatus(status);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("code", code.number());
        members.put("hint", code.hint());
        members.put("error", ErrorCode.oauthError(status));
        members.put("error_description", code.hint());
        return Json.write(members);
    }
}
