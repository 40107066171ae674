package dev.challenger;

import dev.challenger.address.PhonePolicy;
import dev.challenger.http.Proxies;
import dev.challenger.http.ProxyHeader;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Budgets.Subject;
import dev.challenger.mfa.MfaLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an application may decide otherwise about the TAN challenges it embeds.
 *
 * @param migrations whether the tables are brought up to date when it starts, for which Flyway is needed; if not, the
 *     scripts of {@code db/mfa} are applied by hand
 * @param limits of a challenge
 * @param budgets how many messages may go out, for all nodes together; what is not there is not bounded. The client is the
 *     instance
 * @param phones which numbers messages may go to; if empty, {@link PhonePolicy#anywhere()}
 * @param proxies that requests come through, so that the budget per network counts by where people are
 * @param maxBody of a protected request, in bytes: it is read into memory
 */
public record EmbeddedOptions(
        boolean migrations,
        MfaLimits limits,
        Map<Subject, Budget> budgets,
        Optional<PhonePolicy> phones,
        Proxies proxies,
        int maxBody) {
    public static final EmbeddedOptions DEFAULT = new EmbeddedOptions(
            true,
            MfaLimits.DEFAULT,
            Map.of(
                    Subject.DESTINATION,
                    new Budget(10, Duration.ofDays(1)),
                    Subject.NETWORK,
                    new Budget(100, Duration.ofHours(1))),
            Optional.empty(),
            new Proxies(List.of(), ProxyHeader.X_FORWARDED_FOR),
            64 * 1024);

    /** @throws IllegalArgumentException if nothing at all could have a body */
    public EmbeddedOptions {
        budgets = Map.copyOf(budgets);
        if (maxBody < 1 || maxBody == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxBody is a number of bytes that fit into memory");
        }
    }

    /** With the tables made by hand, so that Flyway is not needed. */
    public EmbeddedOptions withoutMigrations() {
        return new EmbeddedOptions(false, limits, budgets, phones, proxies, maxBody);
    }

    public EmbeddedOptions withLimits(MfaLimits others) {
        return new EmbeddedOptions(migrations, others, budgets, phones, proxies, maxBody);
    }

    public EmbeddedOptions withBudgets(Map<Subject, Budget> others) {
        return new EmbeddedOptions(migrations, limits, others, phones, proxies, maxBody);
    }

    public EmbeddedOptions withPhones(PhonePolicy policy) {
        return new EmbeddedOptions(migrations, limits, budgets, Optional.of(policy), proxies, maxBody);
    }

    public EmbeddedOptions withProxies(Proxies others) {
        return new EmbeddedOptions(migrations, limits, budgets, phones, others, maxBody);
    }

    public EmbeddedOptions withMaxBody(int bytes) {
        return new EmbeddedOptions(migrations, limits, budgets, phones, proxies, bytes);
    }
}
