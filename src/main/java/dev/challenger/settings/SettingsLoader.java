package dev.challenger.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Collects the settings from where operators put them; later wins: default, file, environment, JNDI, flag. The file is the
 * one of the flag, or else the one that JNDI names, or else the one that the environment names.
 */
public final class SettingsLoader {
    private static final String FILE_IN_JNDI = "challenger/config";

    private final Map<String, String> environment;
    private final Function<String, Optional<Object>> jndi;

    /** @param jndi finds what the container has by a name such as {@code challenger/db/url}; see {@link Jndi#find} */
    public SettingsLoader(Map<String, String> environment, Function<String, Optional<Object>> jndi) {
        this.environment = environment;
        this.jndi = jndi;
    }

    /**
     * @param file the settings file that a flag names
     * @param flags what other flags say
     * @throws SettingsException with every fault
     */
    public Settings load(Optional<Path> file, Map<Setting, String> flags) {
        List<String> faults = new ArrayList<>();
        Layers layers = new Layers(faults);
        file.or(() -> fileElsewhere(faults)).ifPresent(layers::addFile);
        layers.addEnvironment(environment);
        layers.addJndi(jndi);
        layers.addFlags(flags);
        boolean dataSource = jndi.apply(Jndi.DATA_SOURCE)
                .filter(DataSource.class::isInstance)
                .isPresent();
        Settings settings = new SettingsParser(layers.values(), faults).parse(dataSource);
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        return settings;
    }

    private Optional<Path> fileElsewhere(List<String> faults) {
        try {
            return jndi.apply(FILE_IN_JNDI)
                    .map(Object::toString)
                    .or(() -> Optional.ofNullable(environment.get(Layers.FILE_IN_ENVIRONMENT)))
                    .filter(text -> !text.isBlank())
                    .map(Path::of);
        } catch (InvalidPathException e) {
            faults.add("the name of the settings file is no path: " + e.getInput());
            return Optional.empty();
        }
    }
}
