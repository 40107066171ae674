package dev.challenger.transmission.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a body up to a limit, and cancels the rest. What was read of a broken body counts, since the status was there before it. */
final class BoundedBody implements BodySubscriber<Answer> {
    private static final int LIMIT = 64 * 1024;

    private final int status;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    BoundedBody(int status) {
        this.status = status;
    }

    @Override
    public CompletionStage<Answer> getBody() {
        return answer;
    }

    @Override
    public void onSubscribe(Subscription from) {
        subscription = from;
        from.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> chunks) {
        for (ByteBuffer chunk : chunks) {
            byte[] bytes = new byte[Math.min(chunk.remaining(), LIMIT - read.size())];
            boolean cut = bytes.length < chunk.remaining();
            chunk.get(bytes);
            read.writeBytes(bytes);
            if (cut) {
                complete(false);
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        complete(false);
    }

    @Override
    public void onComplete() {
        complete(true);
    }

    private void complete(boolean whole) {
        answer.complete(new Answer(status, read.toString(StandardCharsets.UTF_8), whole));
    }
}
