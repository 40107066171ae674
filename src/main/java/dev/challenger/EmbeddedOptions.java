package dev.challenger;

import dev.challenger.address.PhonePolicy;
import dev.challenger.brand.Brand;
import dev.challenger.http.Proxies;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Subject;
import dev.challenger.mfa.MfaLimits;
import dev.challenger.transmission.SendingLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of an application that embeds TAN challenges. Begin with {@link #DEFAULT}.
 *
 * @param migrations true if the tables are brought up to date at start, which needs Flyway; otherwise apply the scripts of
 *     {@code db/mfa} by hand
 * @param limits of a challenge
 * @param budgets the messages that may go out, for all nodes together. A subject that is absent is not bounded. The subject
 *     {@code CLIENT} counts by instance
 * @param phones the phone numbers to which messages may go; if empty, {@link PhonePolicy#anywhere()}
 * @param proxies the reverse proxies in front of the application, so that the budget per network counts the networks of people
 * @param sending the limits of all senders together; give them at most a quarter of the server's threads for requests
 * @param maxBody the largest body of a protected request, in bytes; it is read into memory
 * @param brand its name and texts are those of messages; the application has pages of its own
 */
public record EmbeddedOptions(
        boolean migrations,
        MfaLimits limits,
        Map<Subject, Budget> budgets,
        Optional<PhonePolicy> phones,
        Proxies proxies,
        SendingLimits sending,
        int maxBody,
        Brand brand) {
    public static final EmbeddedOptions DEFAULT = new EmbeddedOptions(
            true,
            MfaLimits.DEFAULT,
            Map.of(
                    Subject.DESTINATION,
                    new Budget(10, Duration.ofDays(1)),
                    Subject.NETWORK,
                    new Budget(100, Duration.ofHours(1))),
            Optional.empty(),
            new Proxies(List.of(), Proxies.Header.X_FORWARDED_FOR),
            SendingLimits.DEFAULT,
            64 * 1024,
            Brand.NONE);

    /** @throws IllegalArgumentException if {@code maxBody} is not a positive number of bytes that fit into memory */
    public EmbeddedOptions {
        budgets = Map.copyOf(budgets);
        if (maxBody < 1 || maxBody == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxBody is a number of bytes that fit into memory");
        }
    }

    /** Returns options for an application that applies the scripts of {@code db/mfa} by hand, and so needs no Flyway. */
    public EmbeddedOptions withoutMigrations() {
        return new EmbeddedOptions(false, limits, budgets, phones, proxies, sending, maxBody, brand);
    }

    public EmbeddedOptions withLimits(MfaLimits others) {
        return new EmbeddedOptions(migrations, others, budgets, phones, proxies, sending, maxBody, brand);
    }

    public EmbeddedOptions withBudgets(Map<Subject, Budget> others) {
        return new EmbeddedOptions(migrations, limits, others, phones, proxies, sending, maxBody, brand);
    }

    public EmbeddedOptions withPhones(PhonePolicy policy) {
        return new EmbeddedOptions(migrations, limits, budgets, Optional.of(policy), proxies, sending, maxBody, brand);
    }

    public EmbeddedOptions withProxies(Proxies others) {
        return new EmbeddedOptions(migrations, limits, budgets, phones, others, sending, maxBody, brand);
    }

    public EmbeddedOptions withSending(SendingLimits others) {
        return new EmbeddedOptions(migrations, limits, budgets, phones, proxies, others, maxBody, brand);
    }

    public EmbeddedOptions withMaxBody(int bytes) {
        return new EmbeddedOptions(migrations, limits, budgets, phones, proxies, sending, bytes, brand);
    }

    /** Returns options with another brand, for example with the texts that {@code DirectoryReading} has read. */
    public EmbeddedOptions withBrand(Brand other) {
        return new EmbeddedOptions(migrations, limits, budgets, phones, proxies, sending, maxBody, other);
    }
}
