package dev.challenger.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.testing.TestKeys;
import dev.challenger.wire.Base32;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the form of secrets and of their hashes, and that they appear in no text. */
final class SecretTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Secrets secrets = new Secrets(new SecureRandom());

    @Test
    void aSecretIsReadInAnySpelling() {
        Secret secret = secrets.fresh();

        assertEquals(52, secret.text().length());
        assertEquals(Optional.of(secret.hash()), Secret.parse(secret.text()).map(Secret::hash));
        assertEquals(
                Optional.of(secret.hash()),
                Secret.parse(secret.text().toLowerCase(Locale.ROOT).replace('0', 'o'))
                        .map(Secret::hash));
    }

    @Test
    void noTwoAreTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertTrue(seen.add(secrets.fresh().text()));
            assertTrue(seen.add(secrets.fresh(NOW).text()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ"})
    void otherTextsAreNoSecret(String text) {
        assertTrue(Secret.parse(text).isEmpty());
    }

    @Test
    void aSecretAndItsHashBeginWithTheSecondOfItsMaking() {
        Secret secret = secrets.fresh(NOW);
        byte[] bytes = Base32.decode(secret.text(), Secret.LENGTH).orElseThrow();
        byte[] hash = secret.hash().bytes();

        assertTrue(secret.text().startsWith("T1ME"));
        assertEquals(
                NOW.getEpochSecond(),
                Integer.toUnsignedLong(ByteBuffer.wrap(bytes, 3, 4).getInt()));
        assertArrayEquals(Arrays.copyOf(bytes, 7), Arrays.copyOf(hash, 7));
        assertArrayEquals(Arrays.copyOf(Hash.of(bytes).bytes(), 25), Arrays.copyOfRange(hash, 7, 32));
        assertEquals(Optional.of(secret.hash()), Secret.parse(secret.text()).map(Secret::hash));
    }

    @Test
    void laterSecretsHaveHigherHashes() {
        List<byte[]> hashes = IntStream.range(0, 100)
                .mapToObj(i -> secrets.fresh(NOW.plusSeconds(i)).hash().bytes())
                .toList();

        assertEquals(hashes, hashes.stream().sorted(Arrays::compareUnsigned).toList());
    }

    /** Anyone can present another time, so it must not lead to the same row. */
    @Test
    void theHashDependsOnAllBytes() {
        byte[] bytes = Base32.decode(secrets.fresh(NOW).text(), Secret.LENGTH).orElseThrow();
        Hash hash = new Secret(bytes).hash();

        for (int i = 0; i < bytes.length; i++) {
            byte[] other = bytes.clone();
            other[i] ^= 1;
            assertNotEquals(hash, new Secret(other).hash(), "byte " + i);
        }
    }

    @Test
    void allBytesAfterTheTimeAreRandom() {
        byte[] seen = new byte[Secret.LENGTH];
        for (int i = 0; i < 100; i++) {
            byte[] bytes =
                    Base32.decode(secrets.fresh(NOW).text(), Secret.LENGTH).orElseThrow();
            byte[] others =
                    Base32.decode(secrets.fresh(NOW).text(), Secret.LENGTH).orElseThrow();
            for (int k = 0; k < bytes.length; k++) {
                seen[k] |= (byte) (bytes[k] ^ others[k]);
            }
        }

        byte[] expected = new byte[Secret.LENGTH];
        Arrays.fill(expected, 7, 32, (byte) -1);
        assertArrayEquals(expected, seen);
    }

    /** Rows of earlier versions are found by this hash. */
    @Test
    void theHashOfASecretOfTheOldFormIsItsSha256() {
        Secret old = Secret.parse("0".repeat(51) + "G").orElseThrow();

        assertEquals(Hash.of(Base32.decode(old.text(), Secret.LENGTH).orElseThrow()), old.hash());
    }

    @Test
    void aDerivedSecretHasTheTimeOfAnotherIfThatHasOne() {
        Secret derived = TestKeys.known().newest().deriveSecret("test");
        Hash nonce = secrets.fresh(NOW).hash();
        byte[] timed =
                Base32.decode(derived.timedLike(nonce).text(), Secret.LENGTH).orElseThrow();

        assertArrayEquals(Arrays.copyOf(nonce.bytes(), 7), Arrays.copyOf(timed, 7));
        assertArrayEquals(
                Arrays.copyOf(Base32.decode(derived.text(), Secret.LENGTH).orElseThrow(), 25),
                Arrays.copyOfRange(timed, 7, 32));
        assertEquals(derived.text(), derived.timedLike(Hash.of("old")).text());
    }

    @Test
    void theValueIsNeverPrinted() {
        assertEquals("Secret[…]", secrets.fresh().toString());
        assertEquals("Password[…]", new Password("geheim").toString());
    }
}
