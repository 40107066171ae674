package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;

/** Sendings that fail, and what they must never tell. */
final class Failures {
    private Failures() {}

    /** The message of the failure that sending this ends with. */
    static String of(Transmitter transmitter, Message message) {
        TransmissionException failure = assertThrows(TransmissionException.class, () -> transmitter.send(message));
        assertTellsNothing(failure, message);
        return Objects.requireNonNull(failure.getMessage());
    }

    private static void assertTellsNothing(TransmissionException failure, Message message) {
        StringWriter log = new StringWriter();
        failure.printStackTrace(new PrintWriter(log));
        assertFalse(log.toString().contains(message.tan().digits()), "tells the TAN");
        assertFalse(log.toString().contains(message.tan().written()), "tells the TAN");
        for (String value : message.recipient().fields().values()) {
            assertFalse(!value.isEmpty() && log.toString().contains(value), "tells the address");
        }
    }
}
