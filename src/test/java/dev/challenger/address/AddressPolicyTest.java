package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.FieldProblem.Reason;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which addresses a policy takes: normalisation, restrictions, and the errors of everything else. */
final class AddressPolicyTest {
    private static final String FIELD = "CONTACT_EMAIL";
    private static final AddressPolicy FREE = new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of());
    private static final AddressPolicy COMPANY = new AddressPolicy(
            AddressType.EMAIL,
            Optional.of("you@company.example"),
            Map.of(FIELD, Restriction.parse("[^@]+@company\\.example", "an address of the company", Map.of())));

    @Test
    void blanksAroundAValueAndOtherFieldsAreIgnored() {
        Address address = FREE.parse(Map.of(FIELD, " \tperson@example.com\u3000", "CONTACT_PHONE", "+41"));

        assertEquals(Map.of(FIELD, "person@example.com"), address.fields());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\u00a0",
                "\u202f%s\u2007",
                "\u200b%s\u2060",
                "\ufeff%s\u200e",
                "\u202a%s\u202c",
                "\u2068%s\u2069",
                "\u0085%s\u2028\u3164\ufe0f\u200d",
            })
    void charactersThatNobodySeesAreIgnoredAroundEveryField(String around) {
        Map<String, String> plain = Map.of(
                "CONTACT_NAME",
                "Ada",
                "ADDRESS_LINES",
                "Weg 3\n1000 X",
                "ADDRESS_COUNTRY",
                "CH",
                FIELD,
                "a@company.example");
        Map<String, String> typed = new HashMap<>(plain);
        typed.replaceAll((field, value) -> around.formatted(value));

        assertEquals(Map.of(FIELD, "a@company.example"), COMPANY.parse(typed).fields());
        assertEquals(Map.of(FIELD, "a@company.example"), COMPANY.prefill(typed).fields());
        assertEquals(
                letters(AddressType.POSTAL).parse(plain),
                letters(AddressType.POSTAL).parse(typed));
        assertEquals(
                "+41791234567",
                phones(Optional.of("CH"), "CH")
                        .parse(Map.of("CONTACT_PHONE", around.formatted("079 123 45 67")))
                        .value("CONTACT_PHONE"));
    }

    /** The address that is stored and attested is the one that the message goes to, however it was typed and is shown. */
    @Test
    void everyAcceptedAddressIsReadOnce() {
        Random random = new Random(9);
        int[] alphabet = "aZ9.-+@\u00fc\u00df\u212a\u200b\u200d\u00ad\u3002\uff41\uff20\u0130\u0301\u0627 "
                .codePoints()
                .toArray();
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder typed = new StringBuilder("me@b\u00fccher.example");
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int c = random.nextBoolean() ? alphabet[random.nextInt(alphabet.length)] : random.nextInt(0x30000);
                typed.insert(random.nextInt(typed.length() + 1), Character.toString(c));
            }
            Address address = FREE.prefill(Map.of(FIELD, typed.toString()));
            Optional<String> envelope = address.checked(Field.CONTACT_EMAIL);
            if (envelope.isPresent()) {
                accepted++;
                String attested = address.value(FIELD);
                assertEquals(envelope.get(), attested);
                assertTrue(attested.matches("[\\p{L}\\p{M}\\p{Nd}\\x21-\\x7e]+@[a-z0-9.-]+"), attested);
                assertEquals(address, FREE.parse(address.fields()), "read again");
                assertEquals(address, FREE.parse(address.shown()), "as a person sees it");
            }
        }
        assertTrue(accepted > 10_000, "accepted " + accepted);
    }

    @Test
    void peopleReadTheDomainInUnicode() {
        Address address = FREE.parse(Map.of(FIELD, "me@B\u00dcCHER.example"));

        assertEquals(Map.of(FIELD, "me@xn--bcher-kva.example"), address.fields());
        assertEquals(Map.of(FIELD, "me@b\u00fccher.example"), address.shown());
        assertEquals(
                Map.of(FIELD, "me@xn--strae-oqa.example"),
                FREE.parse(Map.of(FIELD, "me@xn--strae-oqa.example")).shown());
    }

    @ParameterizedTest
    @CsvSource({
        "person@straße.example, LETTER",
        "person@a\u200Db.example, MALFORMED",
        "person@\uD83D\uDE00.example, MALFORMED",
        "person@\u10D0\uA7C2.example, LETTER",
        "p\u0430rson@example.com, MALFORMED",
        "straße, MALFORMED",
        "person@localhost, MALFORMED",
    })
    void aRefusedEmailAddressHasAReason(String typed, Reason reason) {
        FieldProblem problem = assertThrows(FieldProblem.class, () -> FREE.parse(Map.of(FIELD, typed)));

        assertEquals(reason, problem.reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"me@company.example", "Me@Company.Example", "ME@COMPANY.EXAMPLE", "me@ｃompany.example\u200b"})
    void aRestrictionSeesTheNormalForm(String typed) {
        assertTrue(COMPANY.parse(Map.of(FIELD, typed)).value(FIELD).endsWith("@company.example"));
    }

    @Test
    void anArgentineMobilePrefixDoesNotMakeAnotherPhone() {
        AddressPolicy phones = phones(Optional.empty(), "AR");
        Address mobile = phones.parse(Map.of("CONTACT_PHONE", "+54 9 11 2345 6789"));
        Address other = phones.parse(Map.of("CONTACT_PHONE", "+54 11 2345 6789"));

        assertEquals(mobile.recipient(), other.recipient());
        assertEquals(mobile.areas(), other.areas());
        assertEquals("+5491123456789", mobile.value("CONTACT_PHONE"));
    }

    @Test
    void aMissingFieldIsNamed() {
        assertRefused(ErrorCode.GENERIC_PARAMETER_MISSING, Map.of());
        assertRefused(ErrorCode.GENERIC_PARAMETER_MISSING, Map.of(FIELD, ""));
        assertRefused(ErrorCode.GENERIC_PARAMETER_MISSING, Map.of(FIELD, " \r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"person", "person@company.example\r\nX: y", "a b@company.example"})
    void aFieldThatFailsTheCheckOfItsTypeIsNamed(String value) {
        assertRefused(ErrorCode.GENERIC_PARAMETER_MALFORMED, Map.of(FIELD, value));
    }

    @Test
    void aFieldThatBreaksARestrictionIsNamed() {
        assertEquals(
                "person@company.example",
                COMPANY.parse(Map.of(FIELD, "person@company.example")).value(FIELD));

        assertRefused(ErrorCode.GENERIC_PARAMETER_MALFORMED, Map.of(FIELD, "person@other.example"));
        assertRefused(ErrorCode.GENERIC_PARAMETER_MALFORMED, Map.of(FIELD, "person@company.example.com"));
    }

    @Test
    void aRestrictionDoesNotReplaceTheCheckOfTheType() {
        AddressPolicy anything =
                new AddressPolicy(AddressType.EMAIL, Optional.empty(), Map.of(FIELD, restriction("(.|\n)*")));

        Problem problem = assertThrows(Problem.class, () -> anything.parse(Map.of(FIELD, "no address")));

        assertEquals(ErrorCode.GENERIC_PARAMETER_MALFORMED, problem.code());
    }

    @Test
    void noAddressIsLongerThanMailCanCarry() {
        String local = "a".repeat(64);
        String longest = local + "@" + ("b".repeat(62) + ".").repeat(2) + "c".repeat(63);

        assertEquals(254, longest.length());
        assertEquals(longest, FREE.parse(Map.of(FIELD, longest)).value(FIELD));
        assertThrows(Problem.class, () -> FREE.parse(Map.of(FIELD, longest + ".de")));
    }

    @ParameterizedTest
    @CsvSource({
        "person@example.com, person@EXAMPLE.com, true",
        "person@bücher.example, person@xn--bcher-kva.example, true",
        "person@example.com, Person@example.com, false",
        "person@example.com, person@example.org, false",
        "person@example.com, person+1@example.com, false",
        "no address, no address, true",
    })
    void addressesAreTheSameIfTheyLeadToTheSameMailbox(String one, String other, boolean same) {
        assertEquals(same, address(one).same(address(other)));
    }

    @Test
    void prefilledFieldsNeedNotBeValidNorComplete() {
        assertEquals(
                Map.of(FIELD, "x"),
                COMPANY.prefill(Map.of(FIELD, " x ", "b", "c")).fields());
        assertEquals(Map.of(), COMPANY.prefill(Map.of("b", "c")).fields());
    }

    @Test
    void aPhoneNumberIsStoredInE164() {
        AddressPolicy phones = phones(Optional.of("CH"), "CH");

        Address national = phones.parse(Map.of("CONTACT_PHONE", " 079 123 45 67 "));
        Address international = phones.parse(Map.of("CONTACT_PHONE", "+41 (0)79 123 45 67"));

        assertEquals(Map.of("CONTACT_PHONE", "+41791234567"), national.fields());
        assertEquals(national, international);
        assertTrue(phones.stored(Map.of("CONTACT_PHONE", "079 123 45 67")).same(international));
    }

    @ParameterizedTest
    @CsvSource({
        "'', MISSING",
        "079 123 45 67, NATIONAL",
        "+41 79 123, MALFORMED",
        "+49 151 12345678, COUNTRY",
        "+41 901 123 456, KIND"
    })
    void aRefusedPhoneNumberHasAReason(String typed, Reason reason) {
        FieldProblem problem = assertThrows(
                FieldProblem.class, () -> phones(Optional.empty(), "CH").parse(Map.of("CONTACT_PHONE", typed)));

        assertEquals(reason, problem.reason());
        assertEquals(Optional.of("CONTACT_PHONE"), problem.detail());
        boolean missing = reason == Reason.MISSING;
        assertEquals(
                missing ? ErrorCode.GENERIC_PARAMETER_MISSING : ErrorCode.GENERIC_PARAMETER_MALFORMED, problem.code());
    }

    @Test
    void aRestrictionOfPhoneNumbersIsMatchedWithTheE164Form() {
        AddressPolicy swisscom = new AddressPolicy(
                AddressType.PHONE,
                Optional.empty(),
                Map.of("CONTACT_PHONE", restriction("\\+4179[0-9]*")),
                phones(Optional.of("CH"), "CH").phones());

        assertEquals(
                "+41791234567",
                swisscom.parse(Map.of("CONTACT_PHONE", "079 123 45 67")).value("CONTACT_PHONE"));
        assertThrows(Problem.class, () -> swisscom.parse(Map.of("CONTACT_PHONE", "078 123 45 67")));
    }

    @Test
    void aPostalAddressNeedsAllFieldsOfItsType() {
        AddressPolicy abroad = new AddressPolicy(AddressType.POSTAL, Optional.empty(), Map.of());
        Map<String, String> typed = Map.of(
                "CONTACT_NAME", "Ada Lovelace", "ADDRESS_LINES", "1 High Street\r\nLondon", "ADDRESS_COUNTRY", "gb");

        Address address = abroad.parse(typed);

        assertEquals(
                Map.of(
                        "CONTACT_NAME",
                        "Ada Lovelace",
                        "ADDRESS_LINES",
                        "1 High Street\nLondon",
                        "ADDRESS_COUNTRY",
                        "GB"),
                address.fields());
        assertEquals(
                List.of("CONTACT_NAME", "ADDRESS_LINES", "ADDRESS_COUNTRY"),
                List.copyOf(address.fields().keySet()));
        for (String field : typed.keySet()) {
            Map<String, String> less = new HashMap<>(typed);
            less.remove(field);
            Problem problem = assertThrows(Problem.class, () -> abroad.parse(less));
            assertEquals(Optional.of(field), problem.detail());
        }
    }

    @Test
    void valuesThatABrowserAcceptsAreNotTooLong() {
        AddressPolicy swiss = letters(AddressType.POSTAL_CH);
        String longest = "a\r\n".repeat(9) + "b".repeat(500 - 18);

        assertEquals(
                500,
                swiss.parse(Map.of("CONTACT_NAME", "a".repeat(100), "ADDRESS_LINES", longest))
                        .value("ADDRESS_LINES")
                        .length());
        assertThrows(
                Problem.class, () -> swiss.parse(Map.of("CONTACT_NAME", "a".repeat(101), "ADDRESS_LINES", longest)));
        assertThrows(Problem.class, () -> swiss.parse(Map.of("CONTACT_NAME", "a", "ADDRESS_LINES", longest + "b")));
    }

    @Test
    void anExampleIsShownOnce() {
        AddressPolicy abroad = new AddressPolicy(AddressType.POSTAL, Optional.of("1 High Street, London"), Map.of());

        assertEquals(
                List.of(Field.ADDRESS_LINES),
                AddressType.POSTAL.fields().stream()
                        .filter(field -> abroad.example(field).isPresent())
                        .toList());
        assertEquals(Optional.of("you@company.example"), COMPANY.example(Field.CONTACT_EMAIL));
    }

    @Test
    void anAddressIsInTheAreasOfItsType() {
        assertEquals(
                Map.of(Area.DOMAIN, "example.com"), address("a@EXAMPLE.com").areas());
        assertEquals(
                "{PREFIX=+4179123, COUNTRY=CH}",
                phones(Optional.empty(), "CH")
                        .stored(Map.of("CONTACT_PHONE", "+41791234567"))
                        .areas()
                        .toString(),
                "the narrowest first");
        Map<String, String> letter = Map.of("CONTACT_NAME", "x", "ADDRESS_LINES", "y", "ADDRESS_COUNTRY", "li");
        assertEquals(
                Map.of(Area.COUNTRY, "LI"),
                letters(AddressType.POSTAL).stored(letter).areas());
        assertEquals(
                Map.of(Area.COUNTRY, "CH"),
                letters(AddressType.POSTAL_CH).stored(letter).areas());
    }

    private static AddressPolicy letters(AddressType type) {
        return new AddressPolicy(type, Optional.empty(), Map.of());
    }

    private static AddressPolicy phones(Optional<String> defaultCountry, String country) {
        PhonePolicy policy = new PhonePolicy(defaultCountry, Set.of(country), Set.of(PhoneKind.PREMIUM_RATE));
        return new AddressPolicy(AddressType.PHONE, Optional.empty(), Map.of(), policy);
    }

    @Test
    void anAddressIsNeverPrinted() {
        assertFalse(address("person@example.com").toString().contains("person"));
        assertTrue(AddressType.parse("email").isPresent());
        assertEquals("email", AddressType.EMAIL.toString(), "the same in a Turkish locale");
        assertEquals(Optional.of(AddressType.POSTAL_CH), AddressType.parse("postal-ch"));
    }

    private static void assertRefused(ErrorCode code, Map<String, String> input) {
        Problem problem = assertThrows(Problem.class, () -> COMPANY.parse(input));
        assertEquals(code, problem.code());
        assertEquals(Optional.of(FIELD), problem.detail());
    }

    private static Restriction restriction(String regex) {
        return Restriction.parse(regex, "hint", Map.of());
    }

    private static Address address(String email) {
        return FREE.stored(Map.of(FIELD, email));
    }
}
