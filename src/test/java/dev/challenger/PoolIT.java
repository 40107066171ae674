package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.secret.Password;
import dev.challenger.settings.Settings;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves how the connections of our own pool are set up. */
class PoolIT {
    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private final Pool pool =
            Pool.of(new Settings.Db(database.jdbcUrl(), database.user(), new Password(database.password()), 2));

    @Test
    void statementsHaveATimeLimit() {
        assertEquals(10, new Sql(pool).number("SELECT @@max_statement_time DIV 1"));
    }

    /** A migration of a big table takes longer than any request may. */
    @Test
    void migrationsHaveNone() {
        assertEquals(0, new Sql(pool.forMigrations()).number("SELECT @@max_statement_time DIV 1"));
    }
}
