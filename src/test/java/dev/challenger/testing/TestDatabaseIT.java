package dev.challenger.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the database of the tests itself: fresh schemas, strict defaults, and no server left behind. */
class TestDatabaseIT {
    @Test
    void everySchemaIsNewAndGoneWhenClosed() throws SQLException {
        TestDatabase first = TestDatabase.fresh();
        try (TestDatabase second = TestDatabase.fresh()) {
            write(first, "one");
            write(second, "two");

            assertNotEquals(first.jdbcUrl(), second.jdbcUrl());
            assertEquals("one", read(first));
            assertEquals("two", read(second));
        }

        first.close();

        assertThrows(SQLException.class, () -> read(first));
    }

    @Test
    void stoppedServerComesBackWithItsData() throws SQLException {
        try (DatabaseServer server = TestDatabase.ownServer();
                TestDatabase database = server.fresh()) {
            write(database, "kept");

            server.stop();

            assertThrows(SQLException.class, () -> read(database));

            server.start();

            assertEquals("kept", read(database));
        }
    }

    /** A program that launches a server, prints its process id, and waits. */
    static final class Launching {
        public static void main(String[] args) throws Exception {
            System.out.println(DatabaseServer.launch().pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void serverEndsWithAJvmThatIsKilled(@TempDir Path temporary) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launching.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        ProcessHandle server =
                ProcessHandle.of(Long.parseLong(jvm.inputReader().readLine())).orElseThrow();

        jvm.destroyForcibly();

        server.onExit().get(30, TimeUnit.SECONDS);
        assertFalse(server.isAlive());
    }

    private static void write(TestDatabase database, String word) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE word (word VARCHAR(20))");
            statement.execute("INSERT INTO word VALUES ('" + word + "')");
        }
    }

    private static String read(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT word FROM word")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
