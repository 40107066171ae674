package dev.challenger.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A HAProxy on loopback, from the package of the system. It ends with the JVM at the latest. */
public final class HaProxy implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

    private final Path directory;
    private final Process process;
    private final Tether tether;

    private HaProxy(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        this.tether = Tether.to(process.pid());
    }

    /** Returns true if the package is there. */
    public static boolean isInstalled() {
        return Files.exists(PROGRAM);
    }

    /**
     * Starts a proxy.
     *
     * @param configuration its file
     * @param port on which it listens
     */
    public static HaProxy start(String configuration, int port) {
        try {
            Path directory = Files.createTempDirectory("challenger-haproxy-");
            Path file = Files.writeString(directory.resolve("haproxy.cfg"), configuration);
            Process process = new ProcessBuilder(PROGRAM.toString(), "-db", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(directory.resolve("log").toFile()))
                    .start();
            HaProxy proxy = new HaProxy(directory, process);
            Waiting.until("HAProxy listens", () -> proxy.listens(port));
            return proxy;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean listens(int port) {
        if (!process.isAlive()) {
            throw new IllegalStateException(Unchecked.call(() -> Files.readString(directory.resolve("log"))));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        tether.close();
        process.destroyForcibly().onExit().join();
        Unchecked.run(() -> DatabaseServer.delete(directory));
    }
}
