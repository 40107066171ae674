package dev.challenger.clients;

import dev.challenger.testing.Tether;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A program that runs. */
record RunningProgram(Process process, Tether tether, Path log) implements AutoCloseable {
    /** Starts a program, and returns when it listens to its port. */
    static RunningProgram start(Program program, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(program.repository().command(program))
                .directory(program.repository().directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("no_proxy", "127.0.0.1,localhost");
        // Otherwise Python writes beside its sources.
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = Unchecked.call(builder::start);
        RunningProgram running = new RunningProgram(process, Tether.to(process.pid()), log);
        int port = Integer.parseInt(environment.get("PORT"));
        Waiting.until(program.name() + " listens", () -> !process.isAlive() || listens(port));
        return running;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns what it has printed. */
    String printed() {
        return Unchecked.call(() -> Files.readString(log));
    }

    /** Ends the program and the processes that it has started. */
    @Override
    public void close() {
        tether.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
