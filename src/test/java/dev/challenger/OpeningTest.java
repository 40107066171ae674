package dev.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.db.Database;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what becomes of faults that are found in the background. */
class OpeningTest {
    static List<Throwable> faultsThatDoNotPass() {
        return List.of(new IllegalStateException("x"), new NoClassDefFoundError("x"), new OutOfMemoryError("x"));
    }

    @ParameterizedTest
    @MethodSource("faultsThatDoNotPass")
    void aFaultInTheBackgroundIsReported(Throwable fault) throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        Runnable open = () -> {
            if (attempts.incrementAndGet() == 1) {
                Database.closed(new BasicDataSource()).update("never sent");
            }
            throwUnchecked(fault);
        };

        try (Opening opening = new Opening(open, () -> {}, failed::countDown)) {
            opening.begin();

            assertTrue(failed.await(30, TimeUnit.SECONDS), "nobody was told");
            assertTrue(
                    String.valueOf(opening.fault().orElseThrow().getMessage()).contains("x"));
            assertEquals(2, attempts.get());
        }
    }

    private static void throwUnchecked(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fault;
    }
}
