package dev.challenger.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which parts of a log line are hidden, and that the rest stays readable. */
class SecretMaskTest {
    private static final String NONCE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJK";

    private static String insert(String text) {
        return text.replace("NONCE", NONCE).replace("nonce", NONCE.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "bad request: CONNECT /solve/NONCE HTTP/1.1,bad request: CONNECT /solve/*** HTTP/1.1",
        "/solve/nonce,/solve/***",
        "NONCE,***",
        "/solve/NONCEx/%00,/solve/***/%00",
        "TAN challenge 17-NONCE,TAN challenge 17-***",
        "%41NONCE%5a and NONCE,*** and ***",
        "Bearer NONCE,Bearer ***",
    })
    void longWordsAreHidden(String line, String hidden) {
        assertEquals(hidden, SecretMask.mask(insert(line)));
    }

    @ParameterizedTest
    @CsvSource({
        "pin is 12345678.,pin is ***.",
        "12345678,***",
        "x12345678y,x***y",
        "1234-5678,***",
        "a 1234 5678 b,a *** b",
        "1234\u20135678,***",
        "1234\u00a05678,***",
        "q 1234%205678,q ***",
        "1234+5678,***",
        "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668,***",
        "\uff11\uff12\uff13\uff14-\uff15\uff16\uff17\uff18,***",
        "\ud835\udfd8\ud835\udfd9\ud835\udfda\ud835\udfdb\ud835\udfdc\ud835\udfdd\ud835\udfde\ud835\udfdf,***",
        "12345678-1234-5678-9012-a1234567890,***-***-9012-a1234567890",
        "0-12345678-1234-5678-9012-a12345678901,0-***-***-9012-a12345678901",
        "12345678-1234-5678-9012-a12345678901-0,***-***-9012-a12345678901-0",
        "%4112345678%,%41***%",
        "T-12345678 and 8765-4321,T-*** and ***",
    })
    void codesAreHiddenInEveryScript(String line, String hidden) {
        assertEquals(hidden, SecretMask.mask(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/cb?state=a%20b&code=xyz&iss=x | /cb?state=***&code=***&iss=x",
                "{\"state\":\"abc\",\"n\":1} | {\"state\":\"***\",\"n\":1}",
                "{\"state\" : \"abc\"} | {\"state\" : \"***\"}",
                "State: abc | State: ***",
                "redirect_uri=https%3A%2F%2Fs.example%2F%3Fstate%3Dabc%26x%3D1 | redirect_uri=https%3A%2F%2Fs.example%2F%3Fstate%3D***%26x%3D1",
                "access_token=abc | access_token=***",
                "client_secret=secret-token:abc | client_secret=***",
                "Bearer secret-token:correct-horse | Bearer secret-token:***",
                "Bearer secret-token%3acorrect-horse | Bearer secret-token%3a***",
                "[code='abc'] | [code='***']",
                "code=123456 | code=***",
                "code=9757 state=x | code=9757 state=***",
            })
    void valuesOfSecretParametersAreHidden(String line, String hidden) {
        assertEquals(hidden, SecretMask.mask(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Listening on http://127.0.0.1:8080 (public URL https://challenger.example.com)",
                "{\"at\":\"2026-11-26T03:36:10.095Z\",\"event\":\"refused\",\"validation\":12345678,\"code\":9757}",
                "{\"challenge\":12345678,\"client\":87654321,\"network\":\"2001:db8:1234::/48\"}",
                "Validation 12345678: mail server mail.example.com:587: refused with 550 5.1.1",
                "TAN challenge 12345678: nothing is sent",
                "GENERIC_DB_START_FAILED (SQLSTATE 42000, error 1044): no",
                "Refused with code 9757, estate=5, 123456789, 1234567, +41791234567, 1.2.3.4, 2026-11-26",
                "at dev.challenger.launch.WebServerIT.theServerRefusesInJsonBeforeTheApplication(WebServerIT.java:1234)",
                "must begin with secret-token: and be long",
                "GET solve 500 GENERIC_INTERNAL_INVARIANT_FAILURE: 12345678-1234-5678-9012-a12345678901",
                "%, %3, %3D, =, :, state=, code",
            })
    void theRestStays(String line) {
        assertSame(line, SecretMask.mask(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/solve/NONCE?state=x&pin=12345678", "secret-token:NONCE 1234-5678", "code=*** state=\"a b\""})
    void maskingAgainChangesNothing(String line) {
        String once = SecretMask.mask(insert(line));

        assertFalse(once.contains(NONCE));
        assertEquals(once, SecretMask.mask(once));
    }

    /** The quick look at each line must not miss what the slow one would hide. */
    @Test
    void theQuickLookMissesNothing() {
        String[] parts = {
            "1234",
            "12345678",
            "-",
            " ",
            "%20",
            "%",
            "=",
            ":",
            "state",
            "code",
            "pin",
            "secret-token",
            "\"",
            "x",
            "%3F",
            "%3d",
            "\u0661",
            "_",
            "a".repeat(26),
            "\ud835\udfd8",
            "&",
            "9757",
            "\u2013",
            "56",
            "tan"
        };
        Random random = new Random(1);
        int hidden = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                line.append(parts[random.nextInt(parts.length)]);
            }
            String text = line.toString();
            String slow = SecretMask.hide(text);
            hidden += slow.equals(text) ? 0 : 1;

            assertEquals(slow, SecretMask.mask(text), text);
        }
        assertTrue(hidden > 10_000, "many lines have a secret: " + hidden);
    }
}
