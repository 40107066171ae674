package dev.challenger.launch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the body of a request before a thread does: who sends slowly, or nothing, has a connection for a while and keeps
 * nobody else waiting. Of a body that is too long the web application gets so much that it sees that, and no more.
 *
 * <p>Jetty's {@code EagerContentHandler} has no end in time, and keeps the network's buffers, of which dripping takes many.
 */
final class BodyFirst extends Handler.Wrapper {
    /** More than the web application takes, in whatever encoding. */
    private static final int KEPT = 32 * 1024;

    /** A client that still sends when its connection is closed may never see the answer. */
    private static final int READ = 2 * 1024 * 1024;

    private final long limitNanos;

    /** @param limit how long a body may take */
    BodyFirst(Handler next, Duration limit) {
        super(next);
        this.limitNanos = limit.toNanos();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Body body = new Body(request);
        if (body.isRead()) {
            return super.handle(body, response, callback);
        }
        request.demand(new Arrival(body, response, callback));
        return true;
    }

    /** Takes what has arrived, in a thread that must not wait. */
    private final class Arrival implements Invocable.Task {
        private final Body body;
        private final Response response;
        private final Callback callback;
        private final long end = System.nanoTime() + limitNanos;

        Arrival(Body body, Response response, Callback callback) {
            this.body = body;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public void run() {
            if (body.isRead()) {
                getServer().getContext().execute(this::goOn);
            } else if (System.nanoTime() - end > 0) {
                body.breakOff(new TimeoutException("the body takes too long"));
                getServer().getContext().execute(this::goOn);
            } else {
                body.getWrapped().demand(this);
            }
        }

        private void goOn() {
            try {
                if (!BodyFirst.super.handle(body, response, callback)) {
                    Response.writeError(body, response, callback, 404);
                }
            } catch (Throwable e) {
                // As the server does for what it calls itself: else the client would wait in vain.
                Response.writeError(body, response, callback, e);
            }
        }
    }

    /** A request whose body is here. */
    private static final class Body extends Request.Wrapper {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private int total;
        private Content.@Nullable Chunk end;
        private boolean taken;

        Body(Request request) {
            super(request);
        }

        /** Reads what there is; whether that is all. */
        boolean isRead() {
            while (end == null) {
                Content.Chunk chunk = getWrapped().read();
                if (chunk == null) {
                    return false;
                }
                take(chunk);
            }
            return true;
        }

        private void take(Content.Chunk chunk) {
            if (Content.Chunk.isFailure(chunk)) {
                breakOff(chunk.getFailure());
                return;
            }
            total += chunk.remaining();
            byte[] bytes = new byte[Math.min(chunk.remaining(), KEPT - kept.size())];
            chunk.getByteBuffer().get(bytes);
            kept.writeBytes(bytes);
            chunk.release();
            if (chunk.isLast() || total > READ) {
                end = Content.Chunk.EOF;
            }
        }

        void breakOff(Throwable failure) {
            end = Content.Chunk.from(failure, true);
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (taken || kept.size() == 0) {
                return end;
            }
            taken = true;
            return Content.Chunk.from(ByteBuffer.wrap(kept.toByteArray()), false);
        }

        /** Whoever wants more need not wait for it. */
        @Override
        public void demand(Runnable task) {
            getContext().execute(task);
        }
    }
}
