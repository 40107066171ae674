package dev.challenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A port of the loopback address that leads to the server of a test database while it is on. While it is off, connections are
 * refused, as if the server were away.
 */
public final class DatabaseSwitch implements AutoCloseable {
    private final TestDatabase database;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private @Nullable ServerSocket listener;

    /** Makes a switch that is off. */
    public DatabaseSwitch(TestDatabase database) {
        this.database = database;
        try (ServerSocket free = bind(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    /** Returns the JDBC URL that leads through this switch. */
    public String jdbcUrl() {
        return database.jdbcUrl().replaceFirst(":[0-9]+/", ":" + port + "/");
    }

    /** Lets connections through from now on. */
    public synchronized void on() {
        try {
            ServerSocket opened = bind(port);
            listener = opened;
            start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all connections, and refuses further ones. */
    public synchronized void off() {
        if (listener != null) {
            close(listener);
            listener = null;
        }
        sockets.forEach(DatabaseSwitch::close);
        sockets.clear();
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket inside = from.accept();
                Socket outside = new Socket(InetAddress.getLoopbackAddress(), database.port());
                sockets.addAll(List.of(inside, outside));
                start(() -> copy(inside, outside));
                start(() -> copy(outside, inside));
            }
        } catch (IOException e) {
            // The switch was turned off.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has ended the connection.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "database switch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable part) {
        Unchecked.run(part::close);
    }

    @Override
    public void close() {
        off();
    }
}
