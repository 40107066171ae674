package dev.challenger.validation;

import dev.challenger.address.Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The address a person entered last, and what was sent there.
 *
 * @param transmissionsLeft how many messages may still go there
 * @param resendAt when the next may; null if nothing has been sent there
 * @param tan the TAN that is out there; null if nothing has been sent
 */
public record Destination(
        Address address,
        int transmissionsLeft,
        @Nullable Instant resendAt,
        @Nullable SentTan tan) {
    boolean exhausted() {
        return tan != null && tan.attemptsLeft() == 0;
    }
}
