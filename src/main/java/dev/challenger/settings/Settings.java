package dev.challenger.settings;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Channel;
import dev.challenger.brand.Brand;
import dev.challenger.client.DeclaredClients;
import dev.challenger.http.Proxies;
import dev.challenger.limit.BreakerLimits;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Subject;
import dev.challenger.secret.Hash;
import dev.challenger.secret.KeySource;
import dev.challenger.secret.Password;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.transmission.HelperCommands;
import dev.challenger.transmission.MailAccount;
import dev.challenger.transmission.SenderPlan;
import dev.challenger.transmission.SendingLimits;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.transmission.letter.Stationery;
import dev.challenger.validation.ValidationLimits;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parsed and checked settings, as the parameter records of the features. {@link SettingsLoader} creates them.
 *
 * @param db empty if the container has a DataSource and no other database is set
 * @param clients declared in the settings, beside those in the database
 * @param keys the setting or file that has the keys
 * @param openChallenges the largest number of open TAN challenges of one client and one instance
 * @param source the target of {@code /source}
 * @param secretFiles the files that passwords, keys and tokens were read from, except for the key file
 */
public record Settings(
        Optional<Db> db,
        Http http,
        Spoken spoken,
        DeclaredClients clients,
        Brand brand,
        KeySource keys,
        AddressPolicy address,
        ValidationLimits validation,
        int openChallenges,
        Sending sending,
        Bounds bounds,
        TestAddresses tests,
        Proxies proxies,
        Optional<URI> source,
        Set<Path> secretFiles,
        Metering metering) {
    private static final int MAX_DAYS_OF_TESTS = 366;

    public Settings {
        secretFiles = Set.copyOf(secretFiles);
    }

    /**
     * Checks that the test addresses end soon enough, since operators forget them.
     *
     * @throws SettingsException if their last day is too far ahead
     */
    public void requireEndOfTests(Instant now) {
        if (tests.until().isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(MAX_DAYS_OF_TESTS))) {
            throw new SettingsException("test.until must be at most " + MAX_DAYS_OF_TESTS + " days ahead");
        }
    }

    /** Returns the languages that are offered, with the operator's texts in place of ours. */
    public Languages languages() {
        return brand.languages(Languages.of(spoken.offered(), spoken.byDefault()));
    }

    /** Returns the offered languages in which messages can be written: letters only in those whose characters can be printed. */
    public Set<Language> writable() {
        Languages languages = languages();
        return languages.offered().stream()
                .filter(language ->
                        sending.letters.isEmpty() || sending.letters.get().speaks(languages.in(language)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the warning that letters are not printed in all languages, if that is so. */
    public Optional<String> languagesOfNoLetter() {
        String missing = spoken.offered().stream()
                .filter(language -> !writable().contains(language))
                .map(Language::tag)
                .collect(Collectors.joining(", "));
        return Optional.of("Letters to readers of " + missing + " are in " + spoken.byDefault()
                        + ", since post.fonts names no font that can print these languages")
                .filter(warning -> !missing.isEmpty());
    }

    /** Returns the home directory; not absolute if the user has none, for which Java says a question mark. */
    static Path home() {
        try {
            return Path.of(System.getProperty("user.home", ""));
        } catch (InvalidPathException e) {
            // No file may be called that on Windows.
            return Path.of("");
        }
    }

    /**
     * A MariaDB database, and the account there.
     *
     * @param url of JDBC
     * @param poolMax the largest number of connections
     */
    public record Db(String url, String user, Password password, int poolMax) {
        /** Leaves out the URL, which may have a password. */
        @Override
        public String toString() {
            return "Db[" + user + "]";
        }
    }

    /**
     * The senders of this service.
     *
     * @param mail empty if the operator named no mail server
     * @param letters how letters are printed; empty if none are
     * @param limits of all senders together
     */
    public record Sending(
            Optional<MailAccount> mail,
            HelperCommands commands,
            SenderPlan senders,
            Optional<Stationery> letters,
            SendingLimits limits) {}

    /**
     * The bounds on messages of this service.
     *
     * @param budgets of validations, for every channel; a subject that is not bounded is absent
     * @param challengeBudgets of TAN challenges, in the same way
     * @param breakers for every channel on which the breaker is switched on
     */
    public record Bounds(
            Map<Channel, Map<Subject, Budget>> budgets,
            Map<Channel, Map<Subject, Budget>> challengeBudgets,
            Map<Channel, BreakerLimits> breakers) {
        public Bounds {
            budgets = Map.copyOf(budgets);
            challengeBudgets = Map.copyOf(challengeBudgets);
            breakers = Map.copyOf(breakers);
        }
    }

    /**
     * The metrics of this service.
     *
     * @param token the hash of the token that may read them; empty if nobody may
     * @param beans true to show them as MBeans too
     */
    public record Metering(Optional<Hash> token, boolean beans) {}

    /**
     * The languages of this service.
     *
     * @param byDefault offered too
     */
    public record Spoken(List<Language> offered, Language byDefault) {
        public Spoken {
            offered = List.copyOf(offered);
        }
    }

    /**
     * The addresses of this service.
     *
     * @param host the address on which the stand-alone server listens
     * @param port the port on which the stand-alone server listens; 0 for any free one
     * @param connections the largest number of connections to the stand-alone server at a time
     * @param baseUrl the public URL: http or https, without a slash at its end
     */
    public record Http(String host, int port, int connections, URI baseUrl) {
        /** Returns the base URL as the issuer identifier of an authorization server (RFC 8414, RFC 9207). */
        public String issuer() {
            return baseUrl.toString();
        }
    }
}
