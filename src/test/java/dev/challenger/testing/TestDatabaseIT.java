package dev.challenger.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

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
