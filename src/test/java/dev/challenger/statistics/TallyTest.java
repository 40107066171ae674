package dev.challenger.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that counts are added up, are taken once, and that their number is bounded. */
class TallyTest {
    private static final Instant HOUR = Instant.parse("2026-01-01T10:00:00Z");

    private final Tally tally = new Tally();

    private static Total one(String subject) {
        return new Total(HOUR, Kind.CLIENT, "email", "sent", subject, 1);
    }

    @Test
    void equalCountersAreAddedUpAndTakenOnce() {
        tally.add(one("2"));
        tally.add(one("1"));
        tally.add(one("2"));

        assertEquals(List.of(one("1"), one("2").plus(1)), tally.take());
        assertEquals(List.of(), tally.take());
    }

    @Test
    void tooManyCountersAreLostAndKnownOnesAreNot() {
        for (int i = 0; i < 60_000; i++) {
            tally.add(one("client " + i));
        }
        tally.add(one("client 0"));

        assertEquals(10_000, tally.lost());
        assertEquals(0, tally.lost());
        List<Total> taken = tally.take();
        assertEquals(50_000, taken.size());
        assertEquals(one("client 0").plus(1), taken.get(0));
    }
}
