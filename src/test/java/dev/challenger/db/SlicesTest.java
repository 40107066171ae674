package dev.challenger.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.wire.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that a long deletion is done in slices, with rests between them, until nothing is left. */
class SlicesTest {
    private int left = 1_234;
    private int calls;

    private int slice(int atMost) {
        calls++;
        int done = Math.min(left, atMost);
        left -= done;
        return done;
    }

    @Test
    void allRowsAreDeletedInSlices() {
        int done = Slices.all(this::slice);

        assertEquals(1_234, done);
        assertEquals(62, calls);
    }

    @Test
    void aRestFollowsEachSliceButTheLast() {
        List<Long> rests = new ArrayList<>();

        int done = Slices.all(this::slice, Integer.MAX_VALUE, rests::add);

        assertEquals(1_234, done);
        assertEquals(61, rests.size());
        assertTrue(rests.stream().allMatch(rest -> rest > 0), rests.toString());
    }

    @Test
    void theRowsThatAreDoneAreToldAfterEachSlice() {
        List<String> told = new ArrayList<>();

        Slices.watched(this::slice, left, (done, of) -> told.add(done + " of " + of));

        assertEquals(62, told.size());
        assertEquals("20 of 1234", told.get(0));
        assertEquals("1234 of 1234", told.get(61));
    }

    @Test
    void aTurnEndsAfterSoManyRows() {
        left = 2 * Slices.TURN + 1;

        assertEquals(Slices.TURN, Slices.turn(this::slice));
        assertEquals(Slices.TURN, Slices.turn(this::slice));
        assertEquals(1, Slices.turn(this::slice));
    }

    @Test
    void anInterruptDuringARestLeavesTheOthers() {
        int done = Slices.all(this::slice, Integer.MAX_VALUE, rest -> calls < 3);

        assertEquals(60, done);
        assertEquals(1_174, left);
    }

    @Test
    void aSliceThatLosesAConflictIsRepeated() {
        int done = Slices.all(atMost -> {
            if (calls == 1) {
                calls++;
                throw DatabaseException.of(
                        ErrorCode.GENERIC_DB_STORE_FAILED, new SQLException("deadlock", "40001", 1213));
            }
            return slice(atMost);
        });

        assertEquals(1_234, done);
    }

    @Test
    void anInterruptLeavesTheRest() {
        Thread.currentThread().interrupt();

        int done = Slices.all(this::slice);

        assertTrue(Thread.interrupted());
        assertEquals(1, calls);
        assertEquals(1_234, done + left);
    }
}
