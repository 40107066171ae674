package dev.challenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.secret.Hash;
import dev.challenger.secret.Secrets;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which client secrets are accepted, and that none appears in a text. */
final class ClientSecretTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret-token:abcdefghijklmnopqrstuv",
                "secret-token:%41bcdefgh-._~!$&'()*+,;=:@/?",
                "secret-token:000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG",
            })
    void theWholeTextWithItsPrefixIsTheSecret(String text) {
        ClientSecret secret = ClientSecret.choose(text).orElseThrow();

        assertEquals(text, secret.text());
        assertEquals(Hash.of(text), secret.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret-token:",
                "abcdefghijklmnopqrstuvwxyz0123456789",
                "SECRET-TOKEN:abcdefghijklmnopqrstuv",
                "secret-token:abcdefghijklmnopqrstu",
                "secret-token:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "secret-token:abcdefgabcdefgabcdefgabcdefg",
                "secret-token:abcdefghijklmnopqrst uv",
                "secret-token:abcdefghijklmnopqrstuv\r\nX",
                "secret-token:abcdefghijklmnopqrstuvé",
                " secret-token:abcdefghijklmnopqrstuv",
            })
    void secretsThatAreGuessableOrDoNotFitIntoAHeaderAreRefused(String text) {
        assertEquals(Optional.empty(), ClientSecret.choose(text));
    }

    @Test
    void aGeneratedSecretIsValidToo() {
        ClientSecret fresh = ClientSecret.of(new Secrets(new SecureRandom()).fresh());

        assertTrue(fresh.text().matches("secret-token:[0-9A-Z]{52}"));
        assertEquals(
                Optional.of(fresh.hash()), ClientSecret.choose(fresh.text()).map(ClientSecret::hash));
    }

    @Test
    void theValueIsNeverPrinted() {
        assertEquals(
                Optional.of("ClientSecret[…]"),
                ClientSecret.choose("secret-token:abcdefghijklmnopqrstuv").map(ClientSecret::toString));
    }
}
