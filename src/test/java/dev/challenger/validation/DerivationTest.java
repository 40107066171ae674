package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.client.Client;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Secret;
import dev.challenger.secret.Secrets;
import dev.challenger.tan.SentTan;
import dev.challenger.tan.Tans;
import dev.challenger.testing.TestKeys;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares derived TANs with those of another implementation. A change would invalidate all TANs that are on their
 * way.
 */
final class DerivationTest {
    private final Derivation derivation = new Derivation(TestKeys.known());

    @Test
    void derivedValuesStayTheSameFromReleaseToRelease() {
        Validation validation = sent("nonce", 1, 1, "person@example.com");

        assertEquals("76196639", derivation.tan(validation).digits());
        assertEquals("FZPF", derivation.reference(validation));
        assertEquals(
                "3W4KMJA723VCSMW3XZ74F4C0VVQFTYSHS6M5EEKKJF62GMQVME0G",
                derivation.code(validation, 1).text());
    }

    /** The rest of the code has stayed the same; only its first seven bytes are those of the nonce. */
    @Test
    void theCodeHasTheTimeOfTheNonceAndStaysTheSame() {
        Secret nonce = new Secrets(new SecureRandom()).fresh(Samples.NOW);
        Validation validation = sent(nonce.hash(), 1, 1, "person@example.com");
        Derivation rotated = new Derivation(TestKeys.of("1 " + TestKeys.COUNTING + "\n2 " + "0".repeat(52) + "\n"));

        String code = derivation.code(validation, 1).text();

        assertEquals(nonce.text().substring(0, 11), code.substring(0, 11));
        assertNotEquals(nonce.text(), code);
        assertEquals(code, rotated.code(validation, 1).text());
        assertNotEquals(code, rotated.code(validation, 2).text());
    }

    @Test
    void theTanDependsOnValidationIssueAddressAndKey() {
        Derivation rotated = new Derivation(TestKeys.of("1 " + TestKeys.COUNTING + "\n2 " + "0".repeat(52) + "\n"));

        long different = Stream.of(
                        sent("nonce", 1, 1, "person@example.com"),
                        sent("other", 1, 1, "person@example.com"),
                        sent("nonce", 2, 1, "person@example.com"),
                        sent("nonce", 1, 1, "other@example.com"),
                        sent("nonce", 1, 2, "person@example.com"))
                .map(rotated::tan)
                .distinct()
                .count();

        assertEquals(5, different);
    }

    @Test
    void tansOfAnOlderKeyStayTheSameAndTheNextUsesTheNewest() {
        Derivation rotated = new Derivation(TestKeys.of("1 " + TestKeys.COUNTING + "\n2 " + "0".repeat(52) + "\n"));
        Validation validation = sent("nonce", 1, 1, "person@example.com");

        assertEquals(derivation.tan(validation), rotated.tan(validation));
        assertEquals(2, rotated.newestKeyId());
    }

    @Test
    void theReferenceDiffersPerMessageAndRevealsNothingOfTheTan() {
        String reference = derivation.reference(sent("nonce", 1, 1, "person@example.com"));

        assertNotEquals(reference, derivation.reference(sent("nonce", 2, 1, "person@example.com")));
        assertNotEquals(reference, derivation.reference(sent("other", 1, 1, "person@example.com")));
    }

    @Test
    void aKeyThatIsGoneIsAFaultOfTheOperator() {
        Validation validation = sent("nonce", 1, 2, "person@example.com");

        assertThrows(IllegalStateException.class, () -> derivation.tan(validation));
    }

    private static Validation sent(String nonce, int issue, int keyId, String email) {
        return sent(Hash.of(nonce), issue, keyId, email);
    }

    private static Validation sent(Hash nonce, int issue, int keyId, String email) {
        return new Validation(
                1,
                0,
                nonce,
                new Client(7, "Sample Shop", List.of("app:x"), false, false),
                Samples.NOW,
                null,
                false,
                Authorization.NONE,
                null,
                2,
                0,
                new Destination(Samples.address(email), 2),
                new Tans(issue, new SentTan(keyId, 3, Samples.NOW, Instant.MAX, Instant.MAX)),
                null);
    }
}
