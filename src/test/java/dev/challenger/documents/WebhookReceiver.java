package dev.challenger.documents;

import dev.challenger.testing.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The receiver of senders.md, as a process. */
final class WebhookReceiver implements AutoCloseable {
    private final Process process;
    private final int port;
    private final Path output;

    private WebhookReceiver(Process process, int port, Path output) {
        this.process = process;
        this.port = port;
        this.output = output;
    }

    static WebhookReceiver start(Path directory, String program, Path key) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path script = Files.writeString(directory.resolve("receiver.py"), program);
        Path output = directory.resolve("receiver.out");
        Process process = new ProcessBuilder("python3", script.toString(), Integer.toString(port), key.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        WebhookReceiver receiver = new WebhookReceiver(process, port, output);
        Waiting.until("the receiver listens", () -> !process.isAlive() || receiver.listens());
        return receiver;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a request with the headers of another one, and returns the status of the answer. */
    int post(Map<String, String> headers, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/challenger"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach((name, value) -> {
            if (name.startsWith("webhook-")) {
                request.header(name, value);
            }
        });
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    String printed() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
