package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that an address has one hash in all its spellings, which rows of any day and key are found by. */
final class AddressHashesTest {
    /** Day 20,778. */
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final String BOTH = "1 " + TestKeys.COUNTING + "\n2 " + "0".repeat(52) + "\n";

    private final AddressHashes hashes = new AddressHashes(TestKeys.known());

    private static Address address(AddressType type, String... values) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            fields.put(type.fields().get(i).name(), values[i]);
        }
        return new AddressPolicy(type, Optional.empty(), Map.of(), PhonePolicy.anywhere()).stored(fields);
    }

    private byte[] entry(Address address) {
        return hashes.entry(address, NOW);
    }

    /** Rows depend on it: it must not change from release to release. */
    @Test
    void anEntryIsTheDayAndTheHash() {
        byte[] entry = entry(address(AddressType.EMAIL, "person@example.com"));

        assertEquals("512a", HexFormat.of().formatHex(entry, 0, 2));
        assertEquals("20d54745e359444d", HexFormat.of().formatHex(entry, 2, 10));
        assertEquals(0, hashes.entry(null, NOW).length);
    }

    /** Operators look for it in old files of the audit log: it must not change from release to release. */
    @Test
    void aMarkIsTheBeginningOfTheHashInLetters() {
        Address address = address(AddressType.EMAIL, "person@EXAMPLE.com");

        // 20d54745e359
        assertEquals("dbthgkghvfhn", hashes.mark(address));
    }

    @Test
    void aMarkStaysWhileKeysAreAddedAndOldMarksAreListed() {
        Address address = address(AddressType.EMAIL, "person@example.com");
        AddressHashes rotated = new AddressHashes(TestKeys.of(BOTH));

        assertEquals(hashes.mark(address), rotated.mark(address));
        assertEquals(List.of(hashes.mark(address)), hashes.marks(address));
        assertEquals(2, rotated.marks(address).size());
        assertEquals(hashes.mark(address), rotated.marks(address).get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, person@EXAMPLE.com, person@example.com",
        "EMAIL, person@b\u00fccher.example, person@xn--bcher-kva.example",
        "PHONE, +41 79 123 45 67, +41791234567",
        "POSTAL_CH, ADA  Lovelace, ada lovelace",
    })
    void allSpellingsHaveOneHash(AddressType type, String one, String other) {
        assertTrue(address(type, one).same(address(type, other)));
        assertArrayEquals(entry(address(type, one)), entry(address(type, other)));
    }

    @Test
    void otherAddressesHaveOtherHashes() {
        long different = List.of(
                        address(AddressType.EMAIL, "person@example.com"),
                        address(AddressType.EMAIL, "other@example.com"),
                        address(AddressType.POSTAL, "Ada", "Lane 1", "CH"),
                        address(AddressType.POSTAL_CH, "Ada", "Lane 1"),
                        address(AddressType.POSTAL_CH, "Ada", ""),
                        address(AddressType.POSTAL_CH, "", "Ada"))
                .stream()
                .map(one -> HexFormat.of().formatHex(entry(one)))
                .distinct()
                .count();

        assertEquals(6, different);
    }

    @Test
    void rowsOfAllDaysAndKeysAreFound() {
        Address address = address(AddressType.EMAIL, "person@example.com");
        AddressHashes rotated = new AddressHashes(TestKeys.of(BOTH));
        Instant last = NOW.plus(Duration.ofDays(2));

        List<byte[]> entries = rotated.entries(address, entry(address), hashes.entry(address, last));

        assertEquals(6, entries.size());
        assertTrue(has(entries, hashes.entry(address, NOW)));
        assertTrue(has(entries, hashes.entry(address, last)));
        assertTrue(has(entries, rotated.entry(address, NOW.plus(Duration.ofDays(1)))));
        assertFalse(has(entries, hashes.entry(address, last.plus(Duration.ofDays(1)))));
    }

    private static boolean has(List<byte[]> entries, byte[] one) {
        return entries.stream().anyMatch(entry -> Arrays.equals(entry, one));
    }
}
