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

/** A mail server that does on each connection what a test has written for it. */
final class ScriptedMailServer implements AutoCloseable {
    /** What to do on one connection. */
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

    /** How many connections were made. */
    int connections() {
        return connections.get();
    }

    /** How many connections there are now. */
    int open() {
        return open.get();
    }

    /** What clients said, but for mails. */
    List<String> commands() {
        return commands;
    }

    /** What was accepted, with its headers. */
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
            // Closed: the test is over.
        }
    }

    private void play(Script script, Socket client, int connection) {
        try (client) {
            script.play(new Line(client, commands, mails), connection);
        } catch (Exception e) {
            // The client went away, which is for the test to judge.
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
