package dev.challenger.bench;

import dev.challenger.testing.Tether;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, so that the CPU time of the load does not count.
 *
 * @param toStart nanoseconds from the start of the process to its first 200
 */
record MeasuredServer(Process process, Tether tether, Proc proc, long toStart) implements AutoCloseable {
    private static final long TO_START = TimeUnit.SECONDS.toNanos(60);
    private static final long TO_STOP = 40;

    /**
     * How a server is started: by {@code java} with these arguments.
     *
     * @param url of the server
     * @param ready path that answers with 200 once the server is ready
     * @param log the file of its output
     */
    record Command(List<String> arguments, Map<String, String> environment, String url, String ready, Path log) {
        MeasuredServer start() throws IOException, InterruptedException {
            List<String> line = new ArrayList<>();
            line.add(java());
            line.addAll(arguments);
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
            // These variables would configure another Challenger on this machine.
            builder.environment().keySet().removeIf(name -> name.startsWith("CHALLENGER_"));
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            Tether tether = Tether.to(process.pid());
            while (!answers(url + ready)) {
                if (process.waitFor(2, TimeUnit.MILLISECONDS) || System.nanoTime() - start > TO_START) {
                    tether.close();
                    process.destroyForcibly();
                    throw new IOException("a server did not start: " + Files.readString(log));
                }
            }
            return new MeasuredServer(process, tether, new Proc(process.pid()), System.nanoTime() - start);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean answers(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setReadTimeout(60_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        tether.close();
        process.destroy();
        if (!process.waitFor(TO_STOP, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
