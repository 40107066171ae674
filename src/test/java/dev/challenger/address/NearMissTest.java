package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which domains are taken for a typing error of a big provider's. */
final class NearMissTest {
    @ParameterizedTest
    @CsvSource({
        "gmial.com, gmail.com",
        "gmal.com, gmail.com",
        "gmaill.com, gmail.com",
        "gmail.con, gmail.com",
        "gmail.co, gmail.com",
        "gmail.comm, gmail.com",
        "mgail.com, gmail.com",
        "hotmial.com, hotmail.com",
        "hotnail.com, hotmail.com",
        "outloook.com, outlook.com",
        "yaho.com, yahoo.com",
        "iclud.com, icloud.com",
        "tonline.de, t-online.de",
        "seznam.cx, seznam.cz",
    })
    void oneTypingErrorIsNoticed(String typed, String meant) {
        assertEquals(Optional.of(meant), NearMiss.of(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gmail.com",
                "googlemail.com",
                "mail.com",
                "ymail.com",
                "email.com",
                "gmx.de",
                "web.de",
                "yahoo.co.uk",
                "yahoo.ca",
                "hotmail.fr",
                "example.com",
                "gmail.example",
                "liamg.com",
                "g.com",
                "",
            })
    void otherDomainsAreTakenAsTheyAre(String typed) {
        assertEquals(Optional.empty(), NearMiss.of(typed));
    }
}
