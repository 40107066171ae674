package dev.challenger.launch;

import dev.challenger.http.Headers;
import dev.challenger.http.PublicUrl;
import dev.challenger.http.Reply;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests that do not get as far as the web application: what is not HTTP, too long, or too late. */
final class ServerErrors implements Request.Handler {
    private final Map<String, String> headers;

    ServerErrors(PublicUrl url) {
        this.headers = Headers.all(url);
    }

    /** The connection ends with the answer: nobody knows where the next request begins. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        answer(request, response, response.getStatus(), callback);
        return true;
    }

    /** Answers in JSON, with the fields of OAuth too. Jetty would send the body after a malformed HEAD too. */
    void answer(Request request, Response response, int status, Callback callback) {
        Reply.Bytes body = (Reply.Bytes) Reply.error(status, false).content();
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, body.type());
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        response.write(true, ByteBuffer.wrap(head ? new byte[0] : body.bytes()), callback);
    }
}
