package dev.challenger.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A gateway with an HTTP interface, which answers each request by a script of the test. */
public final class StubGateway implements AutoCloseable {
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Script script = answering(200, "{}");
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** The answer to one request. The connection ends with it. */
    @FunctionalInterface
    public interface Script {
        void play(Request request, Socket connection) throws Exception;
    }

    /**
     * A request as it came over the wire.
     *
     * @param headers by name in lower case
     */
    public record Request(String line, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    public StubGateway() {
        this(Optional.empty());
    }

    /** @param tls speaks TLS with this certificate */
    public StubGateway(Optional<SSLContext> tls) {
        ServerSocketFactory sockets = tls.<ServerSocketFactory>map(SSLContext::getServerSocketFactory)
                .orElseGet(ServerSocketFactory::getDefault);
        this.socket = Unchecked.call(
                () -> sockets.createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
        threads.execute(this::accept);
    }

    /** Returns the URL of the root, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    public Request newest() {
        return requests.get(requests.size() - 1);
    }

    public void play(Script next) {
        script = next;
    }

    public void answer(int status, String body) {
        play(answering(status, body));
    }

    /** Returns a script that answers with JSON. */
    public static Script answering(int status, String body) {
        return (request, connection) -> send(connection, status, "Content-Type: application/json", body);
    }

    /** Sends a whole answer with one more header. */
    public static void send(Socket connection, int status, String header, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        say(
                connection,
                "HTTP/1.1 " + status + " X\r\nConnection: close\r\n" + header + "\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n");
        connection.getOutputStream().write(bytes);
    }

    public static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // The gateway was closed at the end of the test.
        }
    }

    private void serve(Socket client) {
        try (client) {
            Request request = read(client.getInputStream());
            requests.add(request);
            script.play(request, client);
        } catch (Exception e) {
            // The client closed the connection. The test judges that.
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended in the head");
            }
            head.write(next);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        Map<String, String> headers = new TreeMap<>();
        lines.stream().skip(1).filter(line -> !line.isEmpty()).forEach(line -> {
            String[] parts = line.split(": ?", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1], (one, other) -> one + "\n" + other);
        });
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(lines.get(0), headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        Unchecked.run(socket::close);
        open.forEach(client -> Unchecked.run(client::close));
        threads.shutdownNow();
    }
}
