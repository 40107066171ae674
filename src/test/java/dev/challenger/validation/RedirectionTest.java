package dev.challenger.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.client.Client;
import dev.challenger.secret.Hash;
import dev.challenger.secret.Secret;
import dev.challenger.tan.Tans;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks how the redirect to the client is built. */
final class RedirectionTest {
    private static final String CODE = "0".repeat(52);
    private static final String ISSUER = "https://challenger.example/path";
    private static final String ISS = "&iss=https%3A%2F%2Fchallenger.example%2Fpath";

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/callback, https://shop.example/callback?",
        "https://shop.example/callback?a=b, https://shop.example/callback?a=b&",
        "https://shop.example/callback?, https://shop.example/callback?&",
        "com.example.app:/callback, com.example.app:/callback?",
        "com.example.app:callback?x, com.example.app:callback?x&",
    })
    void theCodeIsAppendedToTheQueryOfTheRedirectUri(String uri, String joined) {
        assertEquals(joined + "code=" + CODE + ISS, redirection(uri, null));
    }

    @ParameterizedTest
    @CsvSource({
        "abcXYZ019-._~, abcXYZ019-._~",
        "a b+c, a%20b%2Bc",
        "&=#?/%, %26%3D%23%3F%2F%25",
        "'\u00ff\u0000\r\n', %FF%00%0D%0A",
        "<script>', %3Cscript%3E%27",
    })
    void theStateIsEncodedByteForByte(String state, String encoded) {
        assertEquals("app:x?code=" + CODE + "&state=" + encoded + ISS, redirection("app:x", state));
    }

    @Test
    void anEndingIsToldInPlaceOfTheCode() {
        assertEquals(
                "app:x?error=temporarily_unavailable"
                        + "&error_description=No%20message%20can%20be%20sent%20at%20the%20moment.&state=%26" + ISS,
                Redirection.of("app:x", "&", Ending.UNAVAILABLE.error(), ISSUER));
        assertEquals(
                "app:x?a=b&error=access_denied&error_description=The%20person%20cancelled." + ISS,
                Redirection.of("app:x?a=b", null, Ending.CANCELLED.error(), ISSUER));
    }

    @ParameterizedTest
    @EnumSource
    void descriptionsHaveTheCharactersOfTheRfc(Ending ending) {
        assertTrue(
                ending.error().description().matches("[ !#-\\[\\]-~]+"),
                ending.error().description());
    }

    @Test
    void theRegisteredRedirectUriIsUsedIfNoneIsBound() {
        Authorization bound = new Authorization("app:bound", null, null, false, false);

        assertEquals(
                "app:bound?code=" + CODE + ISS,
                redirection(validation("app:registered").with(bound)));
        assertEquals("app:registered?code=" + CODE + ISS, redirection(validation("app:registered")));
    }

    private static String redirection(String uri, @Nullable String state) {
        return redirection(validation(uri).with(new Authorization(null, state, null, false, false)));
    }

    private static String redirection(Validation validation) {
        String state = validation.authorization().state();
        return Redirection.of(
                validation.redirectUri(), state, Secret.parse(CODE).orElseThrow(), ISSUER);
    }

    private static Validation validation(String registered) {
        return new Validation(
                1,
                0,
                Hash.of("nonce"),
                new Client(7, "Sample Shop", List.of(registered), false, false),
                Samples.NOW,
                null,
                false,
                Authorization.NONE,
                null,
                3,
                0,
                null,
                Tans.NONE,
                null);
    }
}
