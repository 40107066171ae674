package dev.challenger.transmission;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;

/** Returns the messages of failed transmissions, and checks that they contain no secret. */
public final class Failures {
    private Failures() {}

    /** Sends a message, and returns the text of the failure. */
    public static String of(Transmitter transmitter, Message message) {
        return Objects.requireNonNull(thrown(transmitter, message).getMessage());
    }

    /** Sends a message, and returns the failure. */
    public static TransmissionException thrown(Transmitter transmitter, Message message) {
        TransmissionException failure = assertThrows(TransmissionException.class, () -> transmitter.send(message));
        assertTellsNothing(failure, message);
        return failure;
    }

    private static void assertTellsNothing(TransmissionException failure, Message message) {
        StringWriter log = new StringWriter();
        failure.printStackTrace(new PrintWriter(log));
        assertFalse(log.toString().contains(message.tan().digits()), "tells the TAN");
        assertFalse(log.toString().contains(message.tan().printed()), "tells the TAN");
        for (String value : message.recipient().fields().values()) {
            assertFalse(!value.isEmpty() && log.toString().contains(value), "contains the address");
        }
    }
}
