package dev.challenger.settings;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What file, environment, JNDI and flags say, the later ones put over the earlier ones. */
final class Layers {
    static final String FILE_IN_ENVIRONMENT = "CHALLENGER_CONFIG";
    private static final String OURS = "CHALLENGER_";
    private static final String FOR_TESTS = "CHALLENGER_TEST_DB";
    private static final System.Logger LOG = System.getLogger(Layers.class.getName());

    private final Map<Setting, Sourced> values = new EnumMap<>(Setting.class);
    private final List<String> faults;

    Layers(List<String> faults) {
        this.faults = faults;
    }

    Map<Setting, Sourced> values() {
        return values;
    }

    void addFile(Path path) {
        String origin = "file " + path;
        Properties properties = SettingsFile.read(path, faults);
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            Setting.find(key)
                    .ifPresentOrElse(
                            setting -> put(setting, properties.getProperty(key), origin),
                            () -> faults.add(key + " is no setting (" + origin + ")"));
        }
    }

    /**
     * Unknown names are logged and no faults, unlike those of the file: the environment is not ours alone. Kubernetes puts
     * CHALLENGER_SERVICE_HOST there for a service of our name.
     */
    void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, text) -> {
            if (name.startsWith(OURS) && !name.equals(FOR_TESTS) && !name.equals(FILE_IN_ENVIRONMENT)) {
                Setting.findByEnvironmentName(name)
                        .ifPresentOrElse(
                                setting -> put(setting, text, "environment " + name),
                                () -> LOG.log(Level.WARNING, "{0} in the environment is no setting", name));
            }
        });
    }

    void addJndi(Function<String, Optional<Object>> jndi) {
        for (Setting setting : Setting.values()) {
            jndi.apply(setting.jndiName())
                    .ifPresent(value -> put(setting, value.toString(), "JNDI " + setting.jndiName()));
        }
    }

    void addFlags(Map<Setting, String> flags) {
        flags.forEach((setting, text) -> put(setting, text, "command line"));
    }

    /** Nothing but blanks takes back what an earlier layer said. Only passwords may begin or end with blanks. */
    private void put(Setting setting, String text, String origin) {
        if (text.isBlank()) {
            values.remove(setting);
        } else {
            values.put(setting, new Sourced(setting.kind().equals(Kind.PASSWORD) ? text : text.strip(), origin));
        }
    }
}
