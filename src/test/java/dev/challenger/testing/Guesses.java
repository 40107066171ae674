package dev.challenger.testing;

import java.util.Locale;

/**
 * Counts the wrong TANs that were compared, independently of the service. A trigger on a table whose rows have attempts
 * counts them.
 */
public final class Guesses {
    private static final String TRIGGER = """
            CREATE TRIGGER guesses AFTER UPDATE ON $TABLE FOR EACH ROW
            IF NEW.attempts_left < OLD.attempts_left AND NEW.tans_issued = OLD.tans_issued THEN
                INSERT INTO guess VALUES (OLD.id, OLD.tans_issued);
            END IF
            """;

    private final Sql sql;

    /** @param table {@code validation} or {@code tan_challenge} */
    public Guesses(TestDatabase database, String table) {
        sql = new Sql(database);
        sql.run("CREATE TABLE guess (id BIGINT NOT NULL, tan INT NOT NULL)");
        sql.run(TRIGGER.replace("$TABLE", table));
    }

    /** Starts counting from zero. */
    public void forget() {
        sql.run("DELETE FROM guess");
    }

    public long compared() {
        return sql.number("SELECT COUNT(*) FROM guess");
    }

    /** Returns the highest count for a single TAN. */
    public long atOneTan() {
        return sql.number("SELECT COALESCE(MAX(guesses), 0) FROM"
                + " (SELECT COUNT(*) AS guesses FROM guess GROUP BY id, tan) AS each_tan");
    }

    /** Returns one of many TANs, none of which is the right one. */
    public static String wrong(String right, int number) {
        int different = (Integer.parseInt(right.replace("-", "")) + 1 + number) % 100_000_000;
        return String.format(Locale.ROOT, "%08d", different);
    }
}
