package dev.challenger.launch;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Reads the whole body of a request before a thread of the web application is used. A client that sends slowly, or not at
 * all, then holds only a connection and no thread. A body that is too long is cut off after the point at which the web
 * application sees that it is too long.
 *
 * <p>Jetty's {@code EagerContentHandler} does not serve here: it sets no time limit, and it keeps the network buffers, of
 * which a client that sends single bytes uses many.
 */
final class BodyFirst extends Handler.Wrapper {
    private final long limitNanos;

    /** @param limit how long a client may take to send a body */
    BodyFirst(Handler next, Duration limit) {
        super(next);
        this.limitNanos = limit.toNanos();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        BufferedBody body = new BufferedBody(request);
        if (body.readAvailable()) {
            return super.handle(body, response, callback);
        }
        awaitMore(body, response, callback, System.nanoTime() + limitNanos);
        return true;
    }

    private void awaitMore(BufferedBody body, Response response, Callback callback, long end) {
        Runnable task = () -> arrived(body, response, callback, end);
        body.getWrapped().demand(Invocable.from(InvocationType.NON_BLOCKING, task));
    }

    /** Runs on a thread that must not block. */
    private void arrived(BufferedBody body, Response response, Callback callback, long end) {
        if (body.readAvailable()) {
            getServer().getContext().execute(() -> resume(body, response, callback));
        } else if (System.nanoTime() - end > 0) {
            body.endWith(new TimeoutException("the body takes too long"));
            getServer().getContext().execute(() -> resume(body, response, callback));
        } else {
            awaitMore(body, response, callback, end);
        }
    }

    private void resume(BufferedBody body, Response response, Callback callback) {
        try {
            if (!super.handle(body, response, callback)) {
                Response.writeError(body, response, callback, 404);
            }
        } catch (Throwable e) {
            // The server catches exceptions only on its own call of handle. Without this the client would get no
            // answer.
            Response.writeError(body, response, callback, e);
        }
    }
}
