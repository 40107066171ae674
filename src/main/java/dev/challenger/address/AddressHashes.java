package dev.challenger.address;

import dev.challenger.secret.Key;
import dev.challenger.secret.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of an address without an index of addresses: an index has a day and an HMAC of the address, which nobody can
 * compute without the key. All spellings of an address have the same HMAC, see {@link Address#same}. The day comes first,
 * so that rows of the same time are side by side in the index.
 *
 * <p>Lines of the audit log have the same HMAC as a mark, without a day.
 */
public final class AddressHashes {
    private static final String PURPOSE = "challenger address index";
    private static final int LENGTH = 8;
    private static final long SECONDS_OF_DAY = 86_400;

    /** One letter for each hexadecimal digit: digits would look like a TAN to those who mask the log. */
    private static final String LETTERS = "bcdfghjkmnpqrtvw";

    private static final int MARK_BYTES = 6;

    private final Keys keys;

    public AddressHashes(Keys keys) {
        this.keys = keys;
    }

    /**
     * Returns the entry of a row in the index.
     *
     * @param address null if the row has none
     * @param at a time that does not change as long as the row has the address
     * @return 10 bytes: the days since 1970, and the HMAC under the newest key; none without an address
     */
    public byte[] entry(@Nullable Address address, Instant at) {
        return address == null
                ? new byte[0]
                : entry((int) Math.floorDiv(at.getEpochSecond(), SECONDS_OF_DAY), hash(keys.newest(), address));
    }

    /**
     * Returns all entries that rows with an address can have. A row may be older than the newest key.
     *
     * @param first the lowest entry of the index; its day is the first one
     * @param last the highest entry of the index; its day is the last one
     */
    public List<byte[]> entries(Address address, byte[] first, byte[] last) {
        return hashes(address)
                .flatMap(hash -> IntStream.rangeClosed(day(first), day(last)).mapToObj(day -> entry(day, hash)))
                .toList();
    }

    /**
     * Returns the mark of an address: 12 letters, the beginning of its HMAC under the oldest key. It stays the same while keys
     * are added.
     */
    public String mark(Address address) {
        return mark(hash(keys.oldest(), address));
    }

    /** Returns the marks of an address under each key, the oldest first: the audit log may be older than the oldest key. */
    public List<String> marks(Address address) {
        return hashes(address).map(AddressHashes::mark).toList();
    }

    private static String mark(byte[] hash) {
        return HexFormat.of()
                .formatHex(hash, 0, MARK_BYTES)
                .chars()
                .mapToObj(digit -> Character.toString(LETTERS.charAt(HexFormat.fromHexDigit(digit))))
                .collect(Collectors.joining());
    }

    /** Returns the HMACs of an address under each key, without a day. */
    private Stream<byte[]> hashes(Address address) {
        return keys.all().stream().map(key -> hash(key, address));
    }

    private static byte[] hash(Key key, Address address) {
        AddressType type = address.type();
        byte[][] parts = Stream.concat(
                        Stream.of(type.toString()), type.fields().stream().map(address::normal))
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return Arrays.copyOf(key.derive(PURPOSE, parts), LENGTH);
    }

    private static byte[] entry(int day, byte[] hash) {
        return ByteBuffer.allocate(Short.BYTES + LENGTH)
                .putShort((short) day)
                .put(hash)
                .array();
    }

    private static int day(byte[] entry) {
        return Short.toUnsignedInt(ByteBuffer.wrap(entry).getShort());
    }
}
