package dev.challenger.mfa;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.db.Migrations;
import dev.challenger.testing.Sql;
import dev.challenger.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that the two sets of tables work alone and in one schema. */
class MfaTablesIT {
    @AutoClose
    private final TestDatabase ours = TestDatabase.fresh();

    @AutoClose
    private final TestDatabase theirs = TestDatabase.fresh();

    private static Set<Object> tables(TestDatabase database) {
        return new Sql(database)
                .rows("SHOW TABLES").stream()
                        .map(row -> row.values().iterator().next())
                        .collect(Collectors.toSet());
    }

    private static String definition(TestDatabase database, String table) {
        return String.valueOf(
                new Sql(database).rows("SHOW CREATE TABLE " + table).get(0).get("Create Table"));
    }

    @Test
    void theSetForEmbeddersMakesOnlyItsOwnTables() {
        List<String> versions = new ArrayList<>();
        new Migrations("mfa").run(theirs.dataSource(), (done, of) -> versions.add(done + " of " + of));

        int newest = versions.size();
        assertTrue(newest >= 7, versions.toString());
        assertEquals("1 of " + newest, versions.get(0));
        assertEquals(newest + " of " + newest, versions.get(newest - 1));

        assertEquals(
                Set.of(
                        "budget",
                        "installation",
                        "tan_challenge",
                        "tan_challenge_use",
                        "statistic",
                        "mfa_schema_history"),
                tables(theirs));
    }

    @Test
    void bothSetsLiveInOneSchemaAndShareTheirCounters() {
        new Migrations("challenger").run(ours.dataSource());
        new Sql(ours).run("INSERT INTO budget VALUES (REPEAT('x', 32), 1, 1, 1)");

        new Migrations("mfa").run(ours.dataSource());

        assertEquals(1, new Sql(ours).number("SELECT COUNT(*) FROM budget"));
        assertDoesNotThrow(() -> {
            new Migrations("challenger").run(ours.dataSource());
            new Migrations("mfa").run(ours.dataSource());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"budget", "installation"})
    void theTablesInBothSetsAreAlike(String table) {
        new Migrations("challenger").run(ours.dataSource());
        new Migrations("mfa").run(theirs.dataSource());

        assertEquals(definition(ours, table), definition(theirs, table));
    }
}
