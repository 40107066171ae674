package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.settings.Settings;
import dev.challenger.settings.SettingsException;
import dev.challenger.tan.Tan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses for trying out a running service, each with a TAN that is always the same. They are reserved ones, so that they
 * are nobody's; nothing is ever sent to them; and after their last day they are addresses like any other.
 */
public final class TestAddresses {
    private static final int MAX_DAYS = 366;

    private final AddressPolicy policy;
    private final Map<Address, Tan> tans = new HashMap<>();
    private final LocalDate until;

    /**
     * @param tests empty for none
     * @throws SettingsException if they end more than a year from now: what is forgotten must end
     */
    public TestAddresses(AddressPolicy policy, Optional<Settings.Tests> tests, Instant now) {
        this.policy = policy;
        this.until = tests.map(Settings.Tests::until).orElse(LocalDate.MIN);
        if (tests.isPresent() && until.isAfter(day(now).plusDays(MAX_DAYS))) {
            throw new SettingsException("test.until must be at most " + MAX_DAYS + " days ahead");
        }
        tests.ifPresent(some -> some.tans()
                .forEach((address, tan) ->
                        tans.put(address, Tan.parse(tan.value()).orElseThrow())));
    }

    /** The TAN of an address, if it is one for tests now. */
    public Optional<Tan> tan(Address address, Instant now) {
        return over(now) ? Optional.empty() : Optional.ofNullable(tans.get(policy.normalise(address)));
    }

    public boolean contain(Address address, Instant now) {
        return tan(address, now).isPresent();
    }

    /** What the operator must be told at every start, if there are any. */
    public Optional<String> warning(Instant now) {
        if (tans.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                over(now)
                        ? "the test addresses ended with " + until + " and are addresses like any other"
                        : "test addresses: " + tans.size() + ", through " + until + " UTC; nothing is sent to them, and"
                                + " their TANs are those of the settings");
    }

    private boolean over(Instant now) {
        return day(now).isAfter(until);
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
