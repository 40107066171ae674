package dev.challenger.settings;

import dev.challenger.settings.Values.Sourced;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The texts of the settings from file, environment, JNDI and flags. A layer that is added later overrides earlier ones. */
final class Layers {
    static final String FILE_IN_ENVIRONMENT = "CHALLENGER_CONFIG";
    /** The beginning of the origin of a value in the settings file, before its path. */
    static final String FROM_FILE = "file ";

    private static final String OURS = "CHALLENGER_";
    private static final String FOR_TESTS = "CHALLENGER_TEST_DB";
    private static final System.Logger LOG = System.getLogger(Layers.class.getName());

    private final Map<Setting<?>, Sourced> texts = new HashMap<>();
    private final List<String> faults;

    /** @param faults where faults are added */
    Layers(List<String> faults) {
        this.faults = faults;
    }

    Map<Setting<?>, Sourced> texts() {
        return texts;
    }

    void addFile(Path path) {
        add(SettingsFile.read(path, faults), FROM_FILE + path);
    }

    void addPackaged(URL url) {
        add(SettingsFile.read(url, faults), SettingsLoader.PACKAGED);
    }

    private void add(Properties properties, String origin) {
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            Catalogue.find(key)
                    .ifPresentOrElse(
                            setting -> put(setting, properties.getProperty(key), origin),
                            () -> faults.add(Catalogue.unknownKey(key, origin)));
        }
    }

    /**
     * Logs unknown names instead of reporting faults as the file does: others write to the environment too. Kubernetes adds
     * CHALLENGER_SERVICE_HOST for a service named challenger.
     */
    void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, text) -> {
            if (name.startsWith(OURS) && !name.equals(FOR_TESTS) && !name.equals(FILE_IN_ENVIRONMENT)) {
                Catalogue.findByEnvironmentName(name)
                        .ifPresentOrElse(
                                setting -> put(setting, text, "environment " + name),
                                () -> LOG.log(Level.WARNING, Catalogue.unknownEnvironmentName(name)));
            }
        });
    }

    void addJndi(Function<String, Optional<Object>> jndi) {
        Catalogue.SETTINGS.stream().filter(setting -> !setting.isFamily()).forEach(setting -> add(setting, jndi));
        // Names in a container cannot be listed, so senders and clients must be in a list.
        Set<String> senders = SenderSettings.names(texts);
        Set<String> clients = ClientSettings.ids(texts);
        Catalogue.SETTINGS.stream()
                .filter(Setting::isFamily)
                .forEach(family ->
                        (family.isOfClients() ? clients : senders).forEach(member -> add(family.of(member), jndi)));
    }

    private void add(Setting<?> setting, Function<String, Optional<Object>> jndi) {
        String name = Catalogue.jndiName(setting);
        // The form with slashes alone, where nothing is bound to the name before the last one.
        String slashes = name.replace('.', '/');
        Optional<Object> value = jndi.apply(name);
        Optional<Object> other = slashes.equals(name) ? Optional.empty() : jndi.apply(slashes);
        if (value.isPresent() && other.isPresent()) {
            faults.add("JNDI has both " + name + " and " + slashes + ": remove one of them");
        }
        value.ifPresentOrElse(
                found -> put(setting, found.toString(), "JNDI " + name),
                () -> other.ifPresent(found -> put(setting, found.toString(), "JNDI " + slashes)));
    }

    void addFlags(Map<Setting<?>, String> flags) {
        flags.forEach((setting, text) -> put(setting, text, "command line"));
    }

    /** A blank value removes the value of an earlier layer. Only passwords keep blanks at their beginning and end. */
    private void put(Setting<?> setting, String text, String origin) {
        if (text.isBlank()) {
            texts.remove(setting);
        } else {
            texts.put(setting, new Sourced(setting.kind().equals(Kind.PASSWORD) ? text : text.strip(), origin));
        }
    }
}
