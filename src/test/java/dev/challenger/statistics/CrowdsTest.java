package dev.challenger.statistics;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Checks that an area is named only if it has many addresses, however often one of them is used. */
class CrowdsTest {
    private final Crowds crowds = new Crowds();

    @Test
    void oneAddressIsNoCrowdHoweverOftenItIsUsed() {
        for (int i = 0; i < 1_000; i++) {
            assertFalse(crowds.isCrowd("family.example", 1));
        }
    }

    @Test
    void fiveAddressesAreACrowd() {
        for (int address = 1; address < Crowds.CROWD; address++) {
            assertFalse(crowds.isCrowd("example.com", address));
        }
        assertTrue(crowds.isCrowd("example.com", Crowds.CROWD));
        assertTrue(crowds.isCrowd("example.com", 1));
        assertFalse(crowds.isCrowd("example.net", 1));
    }

    @Test
    void aFloodOfAreasDoesNotForgetOneThatIsInUse() {
        for (int address = 0; address < Crowds.CROWD; address++) {
            crowds.isCrowd("example.com", address);
        }

        for (int i = 0; i < 10_000; i++) {
            assertFalse(crowds.isCrowd("junk" + i, i));
            assertTrue(i % 1_000 != 0 || crowds.isCrowd("example.com", i));
        }
    }
}
