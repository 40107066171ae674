package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.number;
import static dev.challenger.settings.Kind.open;

import dev.challenger.http.Proxies;
import dev.challenger.secret.KeyFile;
import dev.challenger.secret.KeySetting;
import dev.challenger.secret.KeySource;
import dev.challenger.secret.Password;
import dev.challenger.text.Language;
import dev.challenger.wire.Network;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of the service as a whole: database, listener, public URL, proxies and key file. */
public final class ServiceSettings {
    static final Setting.Section SECTION = new Setting.Section();

    static final Setting<String> DB_URL = SECTION.add(
            "db.url",
            Kind.secret("a URL that begins with jdbc:mariadb:", ServiceSettings::jdbcUrl),
            "The JDBC URL of the database. Not needed if the container has a DataSource. For a database on another"
                    + " machine, add sslMode=verify-full.");
    static final Setting<String> DB_USER = SECTION.add("db.user", Kind.TEXT, "challenger", "The database user.");
    static final Setting.Secret DB_PASSWORD = SECTION.addSecret("db.password", "The password of the database user.");
    static final Setting<Integer> DB_POOL_MAX =
            SECTION.add("db.pool.max", number(1, 1000), "10", "The largest number of database connections.");

    public static final Setting<String> HTTP_HOST =
            SECTION.add("http.host", Kind.HOST, "127.0.0.1", "The address on which the stand-alone server listens.");
    public static final Setting<Integer> HTTP_PORT =
            SECTION.add("http.port", number(0, 65535), "8080", "The port on which it listens; 0 takes any free port.");
    static final Setting<Integer> HTTP_CONNECTIONS = SECTION.add(
            "http.connections",
            number(1, 1_000_000),
            "2000",
            "The largest number of connections to it at a time; further ones wait. One may take 64 KB of memory.");
    static final Setting<URI> HTTP_BASE_URL = SECTION.add(
            "http.base-url",
            open("an absolute http or https URL without user, query and fragment", WebUrl::parseBase),
            "The public URL of this service, as browsers and clients see it. Always needed.");

    static final Setting<List<Network>> PROXY_TRUSTED = SECTION.add(
            "proxy.trusted",
            open("a list of IP addresses and networks with commas, such as 192.0.2.0/24", ServiceSettings::networks),
            "The reverse proxies in front of this service: IP addresses or networks, separated by commas.");
    static final Setting<Proxies.Header> PROXY_HEADER = SECTION.add(
            "proxy.header",
            Kind.choice(Proxies.Header.values(), Proxies.Header::toString),
            "x-forwarded-for",
            "The header in which they pass on the caller's address. They must set it, or append to it, themselves.");

    static final Setting<Path> KEY_FILE = SECTION.add(
            "key.file",
            Kind.FILE,
            "The key file, created if it does not exist. If not set, .challenger/keys in the home directory.");

    static final Setting<KeySetting> KEY = SECTION.add(
            "key",
            Kind.secret(
                    "a list with commas of keys as key generate makes them: an id, a blank, and 52 random symbols",
                    KeySetting::parse),
            "The key itself instead of a key file, as key generate prints it; several with commas, of which the one with the"
                    + " highest id is used.");

    static final Setting<URI> SOURCE_URL = SECTION.add("source.url", Kind.URL, "The URL to which /source redirects.");

    static final Setting<Language> LANGUAGE_DEFAULT = SECTION.add(
            "language.default",
            Kind.choice(Language.values(), Language::tag),
            "en",
            "The language of pages and messages for people who ask for no other that is offered.");
    static final Setting<List<Language>> LANGUAGE_OFFERED = SECTION.add(
            "language.offered",
            open("a list of language tags with commas, such as de,fr", ServiceSettings::languages),
            "The languages of pages and messages: tags such as de, separated by commas. If not set, all there are.");

    /** Stands in for a malformed URL until all faults are found, and is never used. */
    private static final URI NO_URL = URI.create("http://invalid");

    private ServiceSettings() {}

    private static String jdbcUrl(String text) {
        boolean valid = text.startsWith("jdbc:mariadb:") && Kind.isOneLine(text) && !text.contains(" ");
        return demand(valid, text);
    }

    private static List<Network> networks(String text) {
        return Kind.list(text, Network::parse);
    }

    private static List<Language> languages(String text) {
        return Kind.list(text, tag -> Language.parse(tag.strip()).orElseThrow(IllegalArgumentException::new));
    }

    static Settings.Spoken spoken(Values values) {
        return new Settings.Spoken(
                values.find(LANGUAGE_OFFERED).orElse(List.of(Language.values())), values.get(LANGUAGE_DEFAULT));
    }

    static Optional<Settings.Db> db(Values values) {
        Optional<String> url = values.find(DB_URL);
        String user = values.get(DB_USER);
        Password password = values.find(DB_PASSWORD).orElse(new Password(""));
        int poolMax = values.get(DB_POOL_MAX);
        return url.map(set -> new Settings.Db(set, user, password, poolMax));
    }

    static Settings.Http http(Values values) {
        return new Settings.Http(
                values.get(HTTP_HOST),
                values.get(HTTP_PORT),
                values.get(HTTP_CONNECTIONS),
                values.find(HTTP_BASE_URL).orElse(NO_URL));
    }

    /** Returns the keys of the setting, or the key file: by default {@code .challenger/keys} in the home directory. */
    static KeySource keys(Values values) {
        if (values.isSet(KEY)) {
            if (values.isSet(KEY_FILE)) {
                values.fault(KEY_FILE, "and " + KEY + " are both set");
            }
            Optional<KeySource> keys = values.find(KEY).map(set -> set);
            return keys.orElse(new KeyFile(Path.of("")));
        }
        if (!values.isSet(KEY_FILE) && !Settings.home().isAbsolute()) {
            // Java reports the home of a user that has none as a question mark.
            values.require(KEY_FILE, "since the user that runs this has no home directory");
        }
        return new KeyFile(values.find(KEY_FILE).orElseGet(() -> Settings.home().resolve(".challenger/keys")));
    }

    static Proxies proxies(Values values) {
        return new Proxies(values.find(PROXY_TRUSTED).orElse(List.of()), values.get(PROXY_HEADER));
    }
}
