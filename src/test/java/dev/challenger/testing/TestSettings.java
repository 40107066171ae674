package dev.challenger.testing;

import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsLoader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings that tests give to a node, by key, as an operator gives them in the environment. */
public final class TestSettings {
    /** The settings of every node of a test, unless the test says otherwise. */
    static final Map<String, String> DEFAULTS = Map.of(
            "http.base-url", "http://localhost:8080",
            "mail.host", "127.0.0.1",
            "mail.port", "9",
            "mail.security", "none",
            "mail.from", "Challenger <challenger@example.com>",
            // Long, since the machine may be busy. A test of a timeout sets a shorter one.
            "mail.timeout", "PT30S",
            // Many tests share one node. The tests of budgets set their own.
            "budget.destination", "1000000/P1D",
            "budget.network", "1000000/P1D",
            "budget.challenge-destination", "1000000/P1D",
            "budget.challenge-network", "1000000/P1D");

    private TestSettings() {}

    /** Loads the defaults of the tests and the given settings over them. */
    public static Settings load(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(DEFAULTS);
        settings.put("db.url", "jdbc:mariadb://127.0.0.1/unused");
        settings.put("key.file", TestKeys.newFile());
        settings.putAll(more);
        return loader(settings).load(Optional.empty(), Map.of());
    }

    /** Reads these settings from the environment, and no others. */
    public static SettingsLoader loader(Map<String, String> settings) {
        return new SettingsLoader(environment(settings), name -> Optional.empty());
    }

    /** Returns the settings by the names of their environment variables. */
    public static Map<String, String> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(setting -> variable(setting.getKey()), Map.Entry::getValue));
    }

    private static String variable(String key) {
        return "CHALLENGER_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** Makes a map of keys and values that take turns. */
    static Map<String, String> of(String... keysAndValues) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }
}
