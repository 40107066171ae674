package dev.challenger.transmission.http;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of a GET that must not be repeated. If a connection ends without an answer, the JDK's client sends a GET again by itself,
 * and no setting forbids it. It asks for the length of the body before it sends a request; the second time, this fails. Other
 * methods do without, so that they do not depend on how often a JDK asks.
 */
final class SentOnce implements BodyPublisher {
    private final BodyPublisher body;
    private final AtomicBoolean sent = new AtomicBoolean();

    private SentOnce(BodyPublisher body) {
        this.body = body;
    }

    /**
     * Returns the body of a request of any method.
     *
     * @param text empty for a request without a body
     */
    static BodyPublisher body(String method, String text) {
        BodyPublisher body = text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text);
        return method.equals("GET") ? new SentOnce(body) : body;
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
