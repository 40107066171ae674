package dev.challenger.filter;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stream of a kept body. It never blocks, since the whole body is in memory. */
final class KeptStream extends ServletInputStream {
    private final ByteArrayInputStream bytes;
    private final HttpServletRequest request;
    private @Nullable ReadListener listener;

    KeptStream(byte[] body, HttpServletRequest request) {
        this.bytes = new ByteArrayInputStream(body);
        this.request = request;
    }

    @Override
    public int read() {
        return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return bytes.read(buffer, offset, length);
    }

    @Override
    public int available() {
        return bytes.available();
    }

    @Override
    public boolean isFinished() {
        return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** Calls the listener on a thread of the container, as if the bytes arrived after it was set. */
    @Override
    public void setReadListener(ReadListener readListener) {
        Objects.requireNonNull(readListener);
        if (listener != null) {
            throw new IllegalStateException("there is a listener");
        }
        if (!request.isAsyncStarted()) {
            throw new IllegalStateException("the request is not asynchronous");
        }
        listener = readListener;
        request.getAsyncContext().start(() -> tell(readListener));
    }

    private void tell(ReadListener readListener) {
        try {
            if (!isFinished()) {
                readListener.onDataAvailable();
            }
            if (isFinished()) {
                readListener.onAllDataRead();
            }
        } catch (IOException | RuntimeException e) {
            readListener.onError(e);
        }
    }
}
