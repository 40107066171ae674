package dev.challenger.transmission.http;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of a request that must not be repeated. If a connection ends without an answer, the JDK's client sends a GET again by
 * itself, and no setting forbids it. It asks for the length of the body before it sends a request; the second time, this fails.
 */
final class SentOnce implements BodyPublisher {
    private final BodyPublisher body;
    private final AtomicBoolean sent = new AtomicBoolean();

    private SentOnce(BodyPublisher body) {
        this.body = body;
    }

    /** @param text empty for a request without a body */
    static SentOnce of(String text) {
        return new SentOnce(text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
    }

    @Override
    public long contentLength() {
        if (sent.getAndSet(true)) {
            throw new UncheckedIOException(new EOFException());
        }
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(subscriber);
    }
}
