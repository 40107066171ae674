package dev.challenger.settings;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.Channel;
import dev.challenger.http.Proxies;
import dev.challenger.secret.Password;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator decided, parsed and checked. {@link SettingsLoader} makes it, {@link Setting} describes every key.
 *
 * @param keyFile where the keys are; empty if the operator named no place, see {@link #keyFileOrDefault()}
 * @param budgets by what carries the messages, for every channel
 * @param breakers by what carries the messages, for those channels that have one
 * @param source where {@code /source} leads
 */
public record Settings(
        Db db,
        Http http,
        Optional<Path> keyFile,
        AddressPolicy address,
        Rules rules,
        Mail mail,
        Command command,
        Map<Channel, Budgets> budgets,
        Map<Channel, Breaker> breakers,
        Optional<Tests> tests,
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

    /**
     * The numbers and times of a validation.
     *
     * @param addressChanges how many different addresses, the first included
     * @param transmissions how many transmissions per address
     * @param attempts how many attempts per TAN
     * @param tanValidFor from each transmission
     * @param intervals how long to wait before the second, third … transmission; the last one counts for all after it
     * @param validationValidFor from {@code /setup}
     * @param addressValidFor from the right TAN
     * @param addressErasedAfter from the first {@code /info}
     * @param openValidations how many a client may have at the same time that are not solved
     */
    public record Rules(
            int addressChanges,
            int transmissions,
            int attempts,
            Duration tanValidFor,
            List<Duration> intervals,
            Duration validationValidFor,
            Duration addressValidFor,
            Duration addressErasedAfter,
            int openValidations) {
        public Rules {
            intervals = List.copyOf(intervals);
        }
    }

    /**
     * The mail server messages are handed to.
     *
     * @param user empty where the server asks for none
     * @param from one address as in a header, with or without a display name
     * @param timeout for connecting, and for every read and write
     */
    public record Mail(
            Optional<String> host,
            int port,
            Security security,
            Optional<String> user,
            Password password,
            Optional<String> from,
            Duration timeout) {

        /** How the connection is protected. */
        public enum Security {
            NONE,
            STARTTLS,
            TLS
        }
    }

    /**
     * How many messages may go out.
     *
     * @param count in one window
     * @param per length of a window; windows follow each other from the epoch on
     */
    public record Budget(int count, Duration per) {
        /** When the window began that a point in time lies in. */
        public Instant windowAt(Instant now) {
            return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), per.toSeconds()) * per.toSeconds());
        }
    }

    /** What messages are counted by; empty where they are not. */
    public record Budgets(
            Optional<Budget> destination,
            Optional<Budget> client,
            Optional<Budget> domain,
            Optional<Budget> prefix,
            Optional<Budget> country,
            Optional<Budget> network,
            Optional<Budget> service) {}

    /**
     * When messages to an area are stopped, since TANs sent there are not entered.
     *
     * @param minimum fewer destinations in a window prove nothing
     * @param ratio percent of them that must enter their TAN
     * @param coolDown how long an area is stopped
     */
    public record Breaker(int minimum, int ratio, Duration window, Duration coolDown) {
        /** How long people have to read and enter before they count: a sixth of the window. */
        public Duration timeToEnter() {
            return window.dividedBy(6);
        }
    }

    /**
     * Reserved addresses for trying out the service.
     *
     * @param tans 8 digits by normalised address
     * @param until the last day, in UTC
     */
    public record Tests(Map<Address, Password> tans, LocalDate until) {
        public Tests {
            tans = Map.copyOf(tans);
        }
    }

    /**
     * Helper commands: for e-mail instead of the built-in sender, for all else the only way.
     *
     * @param timeout after which the command is ended
     */
    public record Command(Optional<Path> email, Optional<Path> phone, Optional<Path> post, Duration timeout) {
        /** The one that sends what this channel carries. */
        public Optional<Path> of(Channel channel) {
            return switch (channel) {
                case EMAIL -> email;
                case PHONE -> phone;
                case POST -> post;
            };
        }
    }
}
