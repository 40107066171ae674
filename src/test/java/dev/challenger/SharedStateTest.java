package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.SharedState.ServiceBudget;
import dev.challenger.db.Database;
import dev.challenger.limit.Breaker;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Budgets;
import dev.challenger.limit.Subject;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;

/** Checks that values of the database are not numbers as long as they cannot be read. */
class SharedStateTest {
    @TempDir
    private Path directory;

    /** An exception would end all later readings. */
    @Test
    void aFirstStartWithoutItsDatabaseHasNoKeyAndEndsNoReading() throws Exception {
        Database database = Database.closed(new MariaDbDataSource());
        Keys none = new KeyFile(directory.resolve("keys")).readIfThere();
        Budgets budgets =
                Budgets.ofValidations(database, none, Map.of(Subject.SERVICE, new Budget(7, Duration.ofDays(1))));
        ServiceBudget budget = new ServiceBudget("email", "validations", budgets, 7);
        SharedState state =
                new SharedState(new Breaker(database, none, Optional.empty()), List.of(budget), InstantSource.system());

        state.read();

        assertTrue(Double.isNaN(budget.used()));
    }
}
