package dev.challenger.launch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request whose body is collected in memory, up to a limit, before anybody reads it. */
final class BufferedBody extends Request.Wrapper {
    /** The bytes kept: more than the web application accepts in any encoding. */
    private static final int KEPT = 32 * 1024;

    /** The bytes read: a client that is still sending when its connection is closed may never see the answer. */
    private static final int READ = 2 * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int total;
    private Content.@Nullable Chunk end;
    private boolean taken;

    BufferedBody(Request request) {
        super(request);
    }

    /** Collects the bytes that have arrived, without waiting. Returns true if the body is complete or has failed. */
    boolean readAvailable() {
        while (end == null) {
            Content.Chunk chunk = getWrapped().read();
            if (chunk == null) {
                return false;
            }
            add(chunk);
        }
        return true;
    }

    private void add(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            endWith(chunk.getFailure());
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

    /** Ends the body with a failure, which its reader gets after the bytes kept. */
    void endWith(Throwable failure) {
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

    /** Runs the task at once, since the whole body is here. */
    @Override
    public void demand(Runnable task) {
        getContext().execute(task);
    }
}
