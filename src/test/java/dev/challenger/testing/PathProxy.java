package dev.challenger.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;

/** A proxy that publishes a node under another path, with RFC 8414's mapping as operate.md configures it. */
public final class PathProxy implements AutoCloseable {
    private static final String PATH = "/challenger";
    private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";
    private static final Set<String> HEADERS = Set.of("accept", "authorization", "content-type", "taler-challenge-ids");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private volatile String node = "";

    public PathProxy() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext(PATH, exchange -> pass(exchange, PATH, ""));
        server.createContext(WELL_KNOWN + PATH, exchange -> pass(exchange, "", ""));
        server.start();
    }

    /** Returns the public URL of the node. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** @param url where the node listens */
    public void leadTo(String url) {
        node = url;
    }

    private void pass(HttpExchange exchange, String outside, String inside) throws IOException {
        String asked = exchange.getRequestURI().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(node + inside + asked.substring(outside.length())))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = send(request.build());
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Date")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
