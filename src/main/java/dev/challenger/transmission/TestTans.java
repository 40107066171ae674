package dev.challenger.transmission;

import dev.challenger.address.Address;
import dev.challenger.tan.Tan;
import java.time.LocalDate;
import java.util.Map;

/**
 * The fixed TANs of {@link TestAddresses}.
 *
 * @param tans by normalised address
 * @param until their last day, in UTC
 */
public record TestTans(Map<Address, Tan> tans, LocalDate until) {
    public TestTans {
        tans = Map.copyOf(tans);
    }
}
