package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.CapturedLog;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that a database that is away costs one line of the log, however often something is written. */
class WritingTest {
    private static final Optional<RuntimeException> AWAY =
            Optional.of(new Problem(ErrorCode.GENERIC_DB_STORE_FAILED, "away"));

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    /** Writes as often as there are outcomes, each a failure or none. */
    private List<String> written(List<Optional<RuntimeException>> outcomes) {
        Iterator<Optional<RuntimeException>> next = outcomes.iterator();
        Writing writing = new Writing(
                "Events",
                () -> next.next().ifPresent(failure -> {
                    throw failure;
                }));
        outcomes.forEach(outcome -> assertDoesNotThrow(writing::run));
        return log.all().stream()
                .filter(entry -> entry.logger().equals(Writing.class.getName()))
                .filter(entry -> entry.level().intValue() >= Level.INFO.intValue())
                .map(entry ->
                        entry.level() + " " + entry.text().lines().findFirst().orElse(""))
                .toList();
    }

    @Test
    void theFirstFailureAndTheEndAreLogged() {
        Optional<RuntimeException> fine = Optional.empty();

        List<String> logged = written(List.of(fine, AWAY, AWAY, AWAY, fine, fine, AWAY));

        String warning = "WARNING Events cannot be written for now, and wait: GENERIC_DB_STORE_FAILED: away";
        assertEquals(List.of(warning, "INFO Events are written again", warning), logged);
    }

    @Test
    void aBugIsLoggedAndDoesNotEndLaterRuns() {
        List<String> logged = written(List.of(Optional.of(new IllegalStateException("bug")), Optional.empty()));

        assertEquals(List.of("SEVERE Events cannot be written"), logged);
    }
}
