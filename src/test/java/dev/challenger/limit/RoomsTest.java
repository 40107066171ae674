package dev.challenger.limit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Checks how many rows an owner inserts before they are counted again. */
final class RoomsTest {
    private final Rooms rooms = new Rooms();

    @Test
    void anEighthOfTheRoomIsUsedBeforeTheNextCount() {
        assertFalse(rooms.take("one"));
        rooms.counted("one", 17);

        assertTrue(rooms.take("one"));
        assertTrue(rooms.take("one"));
        assertFalse(rooms.take("one"));
        assertFalse(rooms.take("other"));
    }

    @Test
    void withLittleRoomEachRowIsCounted() {
        rooms.counted("one", 7);

        assertFalse(rooms.take("one"));
    }

    @Test
    void ofVeryManyOwnersSomeAreForgotten() {
        for (int i = 0; i < 10_000; i++) {
            rooms.counted(Integer.toString(i), 80);
        }
        assertTrue(rooms.take("0"));

        rooms.counted("one more", 80);

        assertFalse(rooms.take("0"));
        assertTrue(rooms.take("one more"));
    }
}
