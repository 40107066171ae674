package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.taler.ErrorCode;
import dev.challenger.taler.Problem;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void aFieldThatIsNotThereIsNamed() {
        assertRefused(ErrorCode.GENERIC_PARAMETER_MISSING, Map.of());
        assertRefused(ErrorCode.GENERIC_PARAMETER_MISSING, Map.of(FIELD, ""));
        assertRefused(ErrorCode.GENERIC_PARAMETER_MISSING, Map.of(FIELD, " \r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"person", "person@company.example\r\nX: y", "a b@company.example"})
    void aFieldThatBreaksTheCheckOfItsKindIsNamed(String value) {
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
    void aRestrictionDoesNotReplaceTheCheckOfItsKind() {
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
        assertEquals(same, FREE.same(address(one), address(other)));
    }

    @Test
    void whatAClientFillsInNeedNotBeRightNorComplete() {
        assertEquals(
                Map.of(FIELD, " x "),
                COMPANY.prefill(Map.of(FIELD, " x ", "b", "c")).fields());
        assertEquals(Map.of(), COMPANY.prefill(Map.of("b", "c")).fields());
    }

    @Test
    void anAddressIsNeverPrinted() {
        assertFalse(address("person@example.com").toString().contains("person"));
        assertTrue(AddressType.parse("email").isPresent());
        assertEquals("email", AddressType.EMAIL.toString(), "in Turkish too");
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
        return new Address(Map.of(FIELD, email));
    }
}
