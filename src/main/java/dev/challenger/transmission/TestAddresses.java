package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.tan.Tan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses for trying out a running service, each with a TAN that is always the same. They are reserved ones, so that they
 * are nobody's; nothing is ever sent to them; and after their last day they are addresses like any other.
 */
public final class TestAddresses {
    private static final int MAX_DAYS = 366;

    private final Map<Address, Tan> tans;
    private final LocalDate until;

    /**
     * @param tests empty for none
     * @throws IllegalArgumentException if they end more than a year from now, so that forgotten ones end; the message is for
     *     the operator
     */
    public TestAddresses(Optional<TestTans> tests, Instant now) {
        this.until = tests.map(TestTans::until).orElse(LocalDate.MIN);
        if (tests.isPresent() && until.isAfter(day(now).plusDays(MAX_DAYS))) {
            throw new IllegalArgumentException("test.until must be at most " + MAX_DAYS + " days ahead");
        }
        this.tans = tests.map(TestTans::tans).orElse(Map.of());
    }

    /** The TAN of an address, if it is one for tests now. */
    public Optional<Tan> tan(Address address, Instant now) {
        return over(now) ? Optional.empty() : Optional.ofNullable(tans.get(address.normalised()));
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
