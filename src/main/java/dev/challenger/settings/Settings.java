package dev.challenger.settings;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Channel;
import dev.challenger.http.Proxies;
import dev.challenger.limit.BreakerLimits;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Budgets.Subject;
import dev.challenger.secret.Password;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.TestTans;
import dev.challenger.validation.ValidationLimits;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The parsed and checked settings, as the parameter records of the features. {@link SettingsLoader} makes them,
 * {@link Setting} describes every key.
 *
 * @param keyFile empty if the operator named no key file; see {@link #keyFileOrDefault()}
 * @param mail empty if the operator named no mail server
 * @param budgets for every channel, the budgets that are bounded
 * @param breakers for every channel that has a breaker
 * @param source the target of {@code /source}
 */
public record Settings(
        Db db,
        Http http,
        Optional<Path> keyFile,
        AddressPolicy address,
        ValidationLimits validation,
        Optional<MailAccount> mail,
        HelperCommands commands,
        Map<Channel, Map<Subject, Budget>> budgets,
        Map<Channel, BreakerLimits> breakers,
        Optional<TestTans> tests,
        Proxies proxies,
        Optional<URI> source) {
    public Settings {
        budgets = Map.copyOf(budgets);
        breakers = Map.copyOf(breakers);
    }

    /** The key file the operator named, or {@code .challenger/keys} in the home directory. */
    public Path keyFileOrDefault() {
        return keyFile.orElseGet(() -> Path.of(System.getProperty("user.home"), ".challenger", "keys"));
    }

    /**
     * The database.
     *
     * @param url of MariaDB; empty where a DataSource of the container is meant
     * @param poolMax how many connections there are at most
     */
    public record Db(Optional<String> url, String user, Password password, int poolMax) {}

    /**
     * Where requests come in.
     *
     * @param host the address the stand-alone server listens on
     * @param port the port the stand-alone server listens on
     * @param baseUrl what the world calls this service: http or https, no slash at its end
     */
    public record Http(String host, int port, URI baseUrl) {
        /** What this service calls itself as an authorization server (RFC 8414, RFC 9207). */
        public String issuer() {
            return baseUrl.toString();
        }
    }
}
