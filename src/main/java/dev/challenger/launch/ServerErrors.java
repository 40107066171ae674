package dev.challenger.launch;

import dev.challenger.http.Headers;
import dev.challenger.http.Reply;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests that do not get as far as the web application: what is not HTTP, too long, or too late. */
final class ServerErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        answer(response, response.getStatus(), callback);
        return true;
    }

    /** Answers in JSON, with the fields of OAuth too. */
    static void answer(Response response, int status, Callback callback) {
        Reply reply = Reply.error(status, false);
        Reply.Bytes body = (Reply.Bytes) reply.content();
        Headers.all().forEach(response.getHeaders()::put);
        reply.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, body.type());
        response.write(true, ByteBuffer.wrap(body.bytes()), callback);
    }
}
