package dev.challenger.transmission.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * The HTTP client of the JDK, with threads that end with it. It keeps connections, and drops an unused one as soon as it sees that
 * the gateway has ended it. If a connection ends while a request is on its way, even one that was kept, the client does not tell
 * whether the gateway has read the request; that counts as if it had.
 */
final class GatewayClient implements AutoCloseable {
    /**
     * The part of the time limit that connecting may take. If it took all of it, nobody could tell a gateway that is not there from
     * one that has the request and does not answer.
     */
    private static final int TO_CONNECT = 2;

    private final ExecutorService workers = Executors.newCachedThreadPool(GatewayClient::worker);
    private final HttpClient client;

    /**
     * @param timeout of an exchange, half of it for connecting
     * @param tls the trusted certificates; those of the JVM if empty
     */
    GatewayClient(Duration timeout, Optional<SSLContext> tls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.dividedBy(TO_CONNECT))
                .executor(workers);
        tls.ifPresent(builder::sslContext);
        Thread creator = Thread.currentThread();
        ClassLoader before = creator.getContextClassLoader();
        // The client's own thread keeps this loader until the client is collected. Ours would keep a stopped web
        // application.
        creator.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            this.client = builder.build();
        } finally {
            creator.setContextClassLoader(before);
        }
    }

    private static Thread worker(Runnable task) {
        Thread worker = new Thread(task, "challenger-http");
        worker.setDaemon(true);
        return worker;
    }

    CompletableFuture<HttpResponse<Answer>> send(HttpRequest request) {
        return client.sendAsync(request, head -> new BoundedBody(head.statusCode()));
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
