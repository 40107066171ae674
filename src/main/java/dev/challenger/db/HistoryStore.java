package dev.challenger.db;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.sql.DataSource;

/** The history table of one set, in which Flyway notes the migrations that it has run. Most statements are texts, for others to run. */
final class HistoryStore {
    private static final System.Logger LOG = System.getLogger(HistoryStore.class.getName());
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__(\\w+)\\.sql");

    private final String table;

    HistoryStore(String set) {
        this.table = table(set);
    }

    /** Returns the name of the history table of a set. */
    static String table(String set) {
        return set + "_schema_history";
    }

    /** Returns the version of a script. */
    static int version(String script) {
        return Integer.parseInt(parts(script).group(1));
    }

    private static Matcher parts(String script) {
        Matcher parts = NAME.matcher(script);
        if (!parts.matches()) {
            throw new IllegalArgumentException(script + " is not the name of a migration");
        }
        return parts;
    }

    /** Makes the table as Flyway does. */
    String create() {
        return """
                CREATE TABLE IF NOT EXISTS :table (
                    installed_rank INT           NOT NULL,
                    version        VARCHAR(50),
                    description    VARCHAR(200)  NOT NULL,
                    type           VARCHAR(20)   NOT NULL,
                    script         VARCHAR(1000) NOT NULL,
                    checksum       INT,
                    installed_by   VARCHAR(100)  NOT NULL,
                    installed_on   TIMESTAMP     NOT NULL DEFAULT CURRENT_TIMESTAMP,
                    execution_time INT           NOT NULL,
                    success        BOOL          NOT NULL,
                    PRIMARY KEY (installed_rank),
                    KEY :table_s_idx (success)
                ) ENGINE = InnoDB;
                """.replace(":table", table);
    }

    /**
     * Notes that a script was run.
     *
     * @param text of the script
     */
    String insert(String script, String text) {
        Matcher parts = parts(script);
        return """
                INSERT INTO :table (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                SELECT COALESCE(MAX(installed_rank), 0) + 1, ':version', ':description', 'SQL', ':script', :checksum,
                       LEFT(CURRENT_USER(), 100), 0, TRUE
                  FROM :table;
                """.replace(":table", table)
                .replace(":version", parts.group(1))
                .replace(":description", parts.group(2).replace('_', ' '))
                .replace(":script", script)
                .replace(":checksum", Integer.toString(checksum(text)));
    }

    /** Deletes the notes of migrations that failed. Does nothing if there is no table yet, or the account may not even do that. */
    void deleteFailures(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    DELETE FROM :table
                     WHERE NOT success
                    """.replace(":table", table));
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "no note of a failed migration was deleted from {0}: {1}", table, e.getMessage());
        }
    }

    /** Returns the number by which Flyway notices that a script was changed. Line ends do not count. */
    private static int checksum(String text) {
        CRC32 checksum = new CRC32();
        text.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) checksum.getValue();
    }
}
