package dev.challenger.settings;

import dev.challenger.address.AddressPolicy;
import dev.challenger.brand.Brand;
import dev.challenger.client.DeclaredClients;
import dev.challenger.secret.KeySource;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.SenderPlan;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Collects and parses the settings. Later places override earlier ones: default, file in the WAR, file, environment, JNDI, flag. The settings
 * file is the one of the flag, else the one that JNDI names, else the one that the environment names.
 */
public final class SettingsLoader {
    /** The settings file inside the web application, whose values all other places override. */
    public static final String PACKAGED = "WEB-INF/challenger.properties";

    private static final String FILE_IN_JNDI = "challenger/config";

    private final Map<String, String> environment;
    private final Function<String, Optional<Object>> jndi;
    private final Optional<URL> packaged;

    /** @param jndi looks up a name such as {@code challenger/db/url} in the container; see {@link Jndi#find} */
    public SettingsLoader(Map<String, String> environment, Function<String, Optional<Object>> jndi) {
        this(environment, jndi, Optional.empty());
    }

    private SettingsLoader(
            Map<String, String> environment, Function<String, Optional<Object>> jndi, Optional<URL> packaged) {
        this.environment = environment;
        this.jndi = jndi;
        this.packaged = packaged;
    }

    /** Returns a loader that also reads the file {@link #PACKAGED} of the web application, if there is one. */
    public SettingsLoader with(Optional<URL> file) {
        return new SettingsLoader(environment, jndi, file);
    }

    /**
     * Loads the settings.
     *
     * @param file the settings file that a flag names
     * @param flags the values of other flags
     * @throws SettingsException with every fault
     */
    public Settings load(Optional<Path> file, Map<Setting<?>, String> flags) {
        List<String> faults = new ArrayList<>();
        Layers layers = new Layers(faults);
        packaged.ifPresent(layers::addPackaged);
        file.or(() -> fileElsewhere(faults)).ifPresent(layers::addFile);
        layers.addEnvironment(environment);
        layers.addJndi(jndi);
        layers.addFlags(flags);
        if (layers.texts().isEmpty()) {
            faults.add("there are no settings: name the settings file by the option -c, the environment variable "
                    + Layers.FILE_IN_ENVIRONMENT + " or the JNDI entry " + FILE_IN_JNDI);
        }
        Settings settings = parse(new Values(layers.texts(), AddressSettings.channel(layers.texts()), faults));
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

    private void requireDatabaseAndUrl(Values values) {
        if (jndi.apply(Jndi.DATA_SOURCE).filter(DataSource.class::isInstance).isEmpty()) {
            values.require(ServiceSettings.DB_URL, "where no container has a DataSource " + Jndi.DATA_SOURCE);
        }
        values.require(ServiceSettings.HTTP_BASE_URL, "");
    }

    /** Returns settings that are usable only if no fault was added. */
    private Settings parse(Values values) {
        requireDatabaseAndUrl(values);
        // The order of the calls is the order of the faults.
        Optional<Settings.Db> db = ServiceSettings.db(values);
        Settings.Http http = ServiceSettings.http(values);
        DeclaredClients clients = ClientSettings.declared(values);
        Brand brand = BrandSettings.brand(values);
        KeySource keys = ServiceSettings.keys(values);
        AddressPolicy address = AddressSettings.policy(values);
        return new Settings(
                db,
                http,
                ServiceSettings.spoken(values),
                clients,
                brand,
                keys,
                address,
                ValidationSettings.limits(values),
                values.get(ValidationSettings.OPEN_CHALLENGES),
                sending(values, brand, http),
                BudgetSettings.bounds(values),
                ValidationSettings.tests(values, address),
                ServiceSettings.proxies(values),
                values.find(ServiceSettings.SOURCE_URL),
                values.secretFiles(
                        Set.of(ServiceSettings.KEY, MetricsSettings.TOKEN), Set.of(MetricsSettings.TOKEN_FILE)),
                MetricsSettings.metering(values));
    }

    private static Settings.Sending sending(Values values, Brand brand, Settings.Http http) {
        HelperCommands commands = SendingSettings.commands(values);
        Optional<MailAccount> mail = MailServerSettings.mail(values);
        String host = Objects.requireNonNullElse(http.baseUrl().getHost(), "");
        SenderPlan senders = SenderLists.plan(values, commands, host);
        return new Settings.Sending(
                mail,
                commands,
                senders,
                LetterSettings.stationery(values, senders, commands, brand, host),
                SendingSettings.limits(values));
    }
}
