package dev.challenger.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that secrets have 256 random bits and appear in no text. */
final class SecretTest {
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
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ"})
    void otherTextsAreNoSecret(String text) {
        assertTrue(Secret.parse(text).isEmpty());
    }

    @Test
    void theValueIsNeverPrinted() {
        assertEquals("Secret[…]", secrets.fresh().toString());
        assertEquals("Password[…]", new Password("geheim").toString());
    }
}
