package dev.challenger.db;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL of a set's migrations, for an administrator who runs it by hand. It also notes in the history table what was run, so
 * that the next start finds the tables up to date and needs no right to change them.
 */
public final class SchemaScript {
    private final String set;
    private final Scripts scripts;

    /** @param set the folder below {@code db} */
    public SchemaScript(String set) {
        this.set = set;
        this.scripts = new Scripts(set);
    }

    /** Returns the newest version. */
    public int newest() {
        List<String> names = scripts.names();
        return HistoryStore.version(names.get(names.size() - 1));
    }

    /**
     * Returns the SQL.
     *
     * @param from the version that the tables have; 0 if there are none
     */
    public String after(int from) {
        HistoryStore history = new HistoryStore(set);
        return scripts.names().stream()
                .filter(name -> HistoryStore.version(name) > from)
                .map(name -> "-- db/" + set + "/" + name + "\n"
                        + scripts.read(name).strip() + "\n\n" + history.insert(name, scripts.read(name)))
                .collect(Collectors.joining("\n", history.create() + "\n", ""));
    }
}
