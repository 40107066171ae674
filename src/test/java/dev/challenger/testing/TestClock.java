package dev.challenger.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class TestClock implements InstantSource {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = NOON;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Sets the clock back to noon, for a test that shares it with others. */
    public synchronized void reset() {
        now = NOON;
    }

    public synchronized void advance(Duration length) {
        now = now.plus(length);
    }
}
