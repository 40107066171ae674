package dev.challenger.bench;

import dev.challenger.bench.MeasuredServer.Command;
import dev.challenger.testing.DatabaseServer;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TemporaryDirectory;
import dev.challenger.testing.TestDatabase;
import dev.challenger.testing.TestSettings;
import dev.challenger.testing.Unchecked;
import dev.challenger.testing.War;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.mariadb.jdbc.Driver;
import org.slf4j.Logger;

/**
 * Provides a database server, a mail server and a directory to both servers of the benchmark, and the commands that start them.
 * It leaves nothing behind.
 */
final class Bed implements AutoCloseable {
    private static final String MEMORY = "-Xmx256m";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Path directory;
    private final SmtpSink mail;
    private final TestDatabase product;
    private final TestDatabase floor;

    /**
     * Uses the database server of CHALLENGER_TEST_DB, which must run on this machine, or starts one.
     *
     * @param pool the size of its buffer pool in MiB
     */
    Bed(int pool) throws IOException {
        if (System.getenv("CHALLENGER_TEST_DB") == null) {
            DatabaseServer server = keep(DatabaseServer.launchDurable(pool));
            product = server.fresh();
            floor = server.fresh();
        } else {
            product = keep(TestDatabase.fresh());
            floor = keep(TestDatabase.fresh());
        }
        mail = keep(new SmtpSink());
        directory = keep(new TemporaryDirectory("challenger-bench-")).path();
    }

    /** Closes a part at the end, before the parts that were added earlier. */
    synchronized <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    SmtpSink mail() {
        return mail;
    }

    /** Returns the schema of the product. */
    TestDatabase database() {
        return product;
    }

    /** Returns the process of the database server. */
    Proc mariadb() throws IOException {
        Map<String, ?> row = new Sql(product)
                .rows("SELECT @@datadir AS data, @@pid_file AS pid")
                .get(0);
        Path file = Path.of(String.valueOf(row.get("data"))).resolve(String.valueOf(row.get("pid")));
        return new Proc(Long.parseLong(Files.readString(file).strip()));
    }

    Command floor() throws IOException {
        int port = freePort();
        // Floor's own libraries, and nothing else.
        String classes = Stream.of(
                        Floor.class,
                        Server.class,
                        Content.class,
                        Callback.class,
                        HttpHeader.class,
                        Logger.class,
                        Driver.class)
                .map(Bed::origin)
                .collect(Collectors.joining(":"));
        return new Command(
                List.of(MEMORY, "-cp", classes, Floor.class.getName(), Integer.toString(port)),
                Map.of(
                        "FLOOR_URL", floor.jdbcUrl(),
                        "FLOOR_USER", floor.user(),
                        "FLOOR_PASSWORD", floor.password()),
                url(port),
                "/info",
                directory.resolve("floor.log"));
    }

    Command product() throws IOException {
        int port = freePort();
        return new Command(
                List.of(MEMORY, "-jar", War.file().toString(), "serve"),
                environment(port),
                url(port),
                "/config",
                directory.resolve("product.log"));
    }

    /** Runs a command of the product, and returns what it prints. */
    String run(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of(MeasuredServer.java(), "-jar", War.file().toString()), Stream.of(arguments))
                .toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("CHALLENGER_"));
        builder.environment().putAll(environment(8080));
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (Unchecked.call(process::waitFor) != 0) {
            throw new IOException(out);
        }
        return out;
    }

    /** The defaults, apart from the budget of the one network that all persons come from here. */
    private Map<String, String> environment(int port) {
        Map<String, String> settings = new HashMap<>(product.settings());
        settings.put("http.port", Integer.toString(port));
        settings.put("http.base-url", "http://localhost");
        settings.put("key.file", directory.resolve("keys").toString());
        settings.put("mail.host", "127.0.0.1");
        settings.put("mail.port", Integer.toString(mail.port()));
        settings.put("mail.security", "none");
        settings.put("mail.from", "challenger@bench.example");
        settings.put("budget.network", "1000000000/P1D");
        return TestSettings.environment(settings);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static String origin(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Closes all parts in the reverse order of their start. May be called again. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Unchecked.run(parts.pop()::close);
        }
    }
}
