package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.tan.Tan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Reserved addresses for trying out a running service, each with a fixed TAN. They belong to nobody, and nothing is ever
 * sent to them. After their last day they are treated as any other address.
 *
 * @param tans by normalised address
 * @param until the last day, in UTC
 */
public record TestAddresses(Map<Address, Tan> tans, LocalDate until) {
    public static final TestAddresses NONE = new TestAddresses(Map.of(), LocalDate.MIN);

    public TestAddresses {
        tans = Map.copyOf(tans);
    }

    /** Returns the TAN of an address that is a test address at the given time. */
    public Optional<Tan> tan(Address address, Instant now) {
        return over(now) ? Optional.empty() : Optional.ofNullable(tans.get(address.normalised()));
    }

    public boolean contain(Address address, Instant now) {
        return tan(address, now).isPresent();
    }

    /** Returns the warning for the operator at every start, if there are any test addresses. */
    public Optional<String> warning(Instant now) {
        if (tans.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                over(now)
                        ? "The test addresses expired after " + until + " and are now treated as any other address"
                        : "Test addresses: " + tans.size() + ", until the end of " + until
                                + " UTC. Nothing is sent to them, and" + " their TANs are those in the settings");
    }

    private boolean over(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(until);
    }
}
