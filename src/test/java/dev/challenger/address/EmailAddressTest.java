package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which strings are e-mail addresses that mail can be sent to, and how they are normalised. */
final class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "a@b.cd, a@b.cd",
        "First.Last+tag@example.com, First.Last+tag@example.com",
        "person@EXAMPLE.Com, person@example.com",
        "person@INFO.TR, person@info.tr",
        "person@sub-1.example.museum, person@sub-1.example.museum",
        "person@bücher.example, person@xn--bcher-kva.example",
        "person@BÜCHER.example, person@xn--bcher-kva.example",
        "person@xn--bcher-kva.example, person@xn--bcher-kva.example",
        "person@example。com, person@example.com",
        "#$&'*+-/=?^_`{|}~@example.com, #$&'*+-/=?^_`{|}~@example.com",
        "person＠ｅｘａｍｐｌｅ．ｃｏｍ, person@example.com",
    })
    void normalisationLowerCasesOnlyTheDomain(String typed, String normalised) {
        assertEquals(Optional.of(normalised), EmailAddress.normalise(typed));
    }

    @ParameterizedTest
    @CsvSource({
        "person@example.com, person@example.com",
        "Person@example.com, person@example.com",
        "p.er.son@example.com, person@example.com",
        "person+1@example.com, person@example.com",
        "P.erson+a.b+c@example.com, person@example.com",
        "+person@example.com, +person@example.com",
        "per-s__on@example.com, person@example.com",
        "-@example.com, @example.com",
        "PIN@info.tr, pin@info.tr",
        "P.erson@googlemail.com, person@gmail.com",
        "person+1@pm.me, person@proton.me",
        "person@mac.com, person@icloud.com",
        "person@ya.ru, person@yandex.ru",
    })
    void spellingsOfOneMailboxAreCountedAsOne(String normalised, String mailbox) {
        assertEquals(mailbox, EmailAddress.mailbox(normalised));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person@straße.example",
                "person@STRAẞE.example",
                "person@βόλος.example",
                "person@a\u200Cb.example",
                "person@a\u200Db.example",
            })
    void aDomainThatOldAndNewIdnaRulesReadDifferentlyIsRefused(String typed) {
        assertEquals(Optional.empty(), EmailAddress.normalise(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "person",
                "person@",
                "@example.com",
                "person@localhost",
                "person@.example.com",
                "person@example.com.",
                "person@example..com",
                "person@-example.com",
                "person@example-.com",
                "person@exam_ple.com",
                "person@exam ple.com",
                "person@example.com>",
                "person@[127.0.0.1]",
                ".person@example.com",
                "person.@example.com",
                "per..son@example.com",
                "per son@example.com",
                "per@son@example.com",
                "\"person\"@example.com",
                "Person <person@example.com>",
                "person@example.com,other@example.com",
                "person@example.com;other@example.com",
                "person@example.com\r\nBcc: other@example.com",
                "person\r\n@example.com",
                "person@example.com\n",
                "person\u0000@example.com",
                "person\u0430@example.com",
                "\u0440\u0430ypal@example.com",
                "\u03B1lpha@example.com",
                "person\uFF41@example.com",
                "o\uFB03ce@example.com",
                "perso\u0308n@example.com",
                "\u0301person@example.com",
                "per.\u0301son@example.com",
                "\u0646\u0627\u0645\u200C\u0647\u0627@example.com",
                "\uAC00\u115F@example.com",
                "\uD83D\uDE00@example.com",
                "\uD840\uDC00@example.com",
                "\uD840@example.com",
                "per\u00ADson@example.com",
                "per\u2010son@example.com",
                "person\u00B2@example.com",
                "person%example.org@example.com",
                "example.org!person@example.com",
                "person(comment)@example.com",
                "person@example\u0000.com",
                "person@\ud800.com",
                "person@xn--\u0660.com",
            })
    void addressesThatNeedQuotingAreRefused(String typed) {
        assertEquals(Optional.empty(), EmailAddress.normalise(typed));
    }

    /** They need a mail server with SMTPUTF8, and go there as they are (RFC 6531). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "persön@example.com",
                "Jõgeva.Äär+1@example.com",
                "иванов@example.com",
                "παράδειγμα@example.com",
                "用户@example.com",
                "sakura桜さくらサクラ@example.com",
                "홍길동@example.com",
                "उपयोगकर्ता@example.com",
                "مستخدم١@example.com",
                "คำ@example.com",
                "x\u0302y@example.com",
            })
    void lettersOfOneWritingAreKept(String address) {
        assertEquals(Optional.of(address), EmailAddress.normalise(address));
    }

    @Test
    void eachPartHasAMaximumLength() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        assertAllowed(true, "a".repeat(64) + "@example.com");
        assertAllowed(false, "a".repeat(65) + "@example.com");
        assertAllowed(true, "ü".repeat(32) + "@example.com");
        assertAllowed(false, "ü".repeat(33) + "@example.com");
        assertAllowed(true, "a@" + label + ".com");
        assertAllowed(false, "a@a" + label + ".com");
        assertAllowed(true, "a@" + longest);
        assertAllowed(false, "a@" + longest + "a");
    }

    private static void assertAllowed(boolean allowed, String typed) {
        assertEquals(allowed, EmailAddress.normalise(typed).isPresent(), typed);
    }
}
