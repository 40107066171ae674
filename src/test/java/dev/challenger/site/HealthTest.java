package dev.challenger.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.TestClock;
import dev.challenger.wire.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Checks how long a result lives, and that checks that hang hold one thread. */
class HealthTest {
    private final TestClock clock = new TestClock();
    private final AtomicInteger made = new AtomicInteger();
    private final Map<String, Boolean> checks = new LinkedHashMap<>(Map.of("database", true));
    private final Health health = new Health(
            () -> {
                made.incrementAndGet();
                return checks;
            },
            clock);

    @Test
    void theJsonIsThatOfMicroProfileHealth() {
        checks.put("key", false);

        assertEquals(
                "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"},"
                        + "{\"name\":\"key\",\"status\":\"DOWN\"}]}",
                Json.write(health.state()));
        assertEquals("{\"status\":\"UP\",\"checks\":[]}", Json.write(Health.State.ALIVE));
    }

    @Test
    void aResultLivesOneSecond() {
        health.state();
        checks.put("database", false);

        clock.advance(Health.FRESH_FOR.minusMillis(1));
        assertTrue(health.state().isUp());
        assertEquals(1, made.get());

        clock.advance(Duration.ofMillis(1));
        assertFalse(health.state().isUp());
        assertEquals(2, made.get());
    }

    @Test
    void aClockThatWasSetBackKeepsNoResultAlive() {
        health.state();
        checks.put("database", false);

        clock.advance(Duration.ofHours(-1));

        assertFalse(health.state().isUp());
    }

    @Test
    void whileTheChecksHangOthersGetTheLastResultAsLongAsItIsValid() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch mended = new CountDownLatch(1);
        AtomicInteger threads = new AtomicInteger();
        Health hangs = new Health(
                () -> {
                    if (threads.incrementAndGet() > 1) {
                        hanging.countDown();
                        await(mended);
                    }
                    return checks;
                },
                clock);
        assertTrue(hangs.state().isUp());
        clock.advance(Health.FRESH_FOR);

        CompletableFuture<Health.State> one = CompletableFuture.supplyAsync(hangs::state);
        hanging.await();

        assertTrue(hangs.state().isUp(), "the last result is valid");
        clock.advance(Health.VALID_FOR.minus(Health.FRESH_FOR));
        Health.State tooOld = hangs.state();
        assertFalse(tooOld.isUp());
        assertEquals("checks DOWN", tooOld.text());
        assertEquals(2, threads.get(), "only one thread makes the checks");
        assertFalse(one.isDone());

        mended.countDown();
        assertTrue(one.get().isUp());
        assertTrue(hangs.state().isUp());
    }

    @Test
    void beforeTheFirstResultTheNodeIsNotReady() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch mended = new CountDownLatch(1);
        Health hangs = new Health(
                () -> {
                    hanging.countDown();
                    await(mended);
                    return checks;
                },
                clock);

        CompletableFuture<Health.State> one = CompletableFuture.supplyAsync(hangs::state);
        hanging.await();

        assertFalse(hangs.state().isUp());
        mended.countDown();
        assertTrue(one.get().isUp());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
