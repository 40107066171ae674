package dev.challenger.transmission;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that plays a script of the test on each connection. */
final class ScriptedMailServer implements AutoCloseable {
    /** The behaviour on one connection. */
    @FunctionalInterface
    interface Script {
        void play(Line line, int connection) throws Exception;
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();

    ScriptedMailServer(Script script) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(() -> accept(script));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Returns the number of connections so far. */
    int connections() {
        return connections.get();
    }

    /** Returns the number of open connections. */
    int open() {
        return open.get();
    }

    /** Returns the lines that clients sent, without the mails. */
    List<String> commands() {
        return commands;
    }

    /** Returns the accepted mails, with their headers. */
    List<String> mails() {
        return mails;
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket client = socket.accept();
                int connection = connections.incrementAndGet();
                open.incrementAndGet();
                threads.execute(() -> play(script, client, connection));
            }
        } catch (IOException e) {
            // The server was closed at the end of the test.
        }
    }

    private void play(Script script, Socket client, int connection) {
        try (client) {
            script.play(new Line(client, commands, mails), connection);
        } catch (Exception e) {
            // The client closed the connection. The test judges that.
        } finally {
            open.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
