package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.address.FieldProblem.Reason;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks which countries a policy lets messages go to, also for numbers that several countries share. */
final class PhonePolicyTest {
    private static final Set<PhoneKind> USUAL = Set.of(PhoneKind.PREMIUM_RATE, PhoneKind.SHARED_COST, PhoneKind.PAGER);

    @ParameterizedTest
    @CsvSource({
        "CH,          +41791234567,",
        "CH DE,       +4915112345678,",
        "CH,          +4915112345678, COUNTRY",
        "CH,          +41901123456,   KIND",
        "CH,          +41848123456,   KIND",
        "CH,          +41443643532,",
        // Not assigned, but possible, and certainly in Switzerland.
        "CH,          +41999999999,",
        // The Caribbean shares a calling code with the United States but costs far more.
        "US,          +12025550123,",
        "US,          +18005551234,",
        "US,          +18765550123,   COUNTRY",
        "US,          +12645550123,   COUNTRY",
        "US,          +14165550123,   COUNTRY",
        "US CA,       +14165550123,",
        "US,          +19005551234,   KIND",
        "JM,          +18765550123,",
        "GB,          +447624123456,  COUNTRY",
        "GB,          +448701234567,  KIND",
        // The number may be in any of four countries.
        "GB,          +447700900123,  COUNTRY",
        "GB GG IM JE, +447700900123,",
        // Satellite numbers are in no country.
        "CH,          +881612345678,  COUNTRY",
        "CH,          +979123456789,  COUNTRY",
    })
    void messagesGoOnlyToAllowedCountries(String countries, String typed, @Nullable Reason refusal) {
        assertEquals(Optional.ofNullable(refusal), refusal(Set.of(countries.split(" ")), USUAL, typed));
    }

    @ParameterizedTest
    @CsvSource({
        "+18765550123,",
        "+447700900123,",
        "+19005551234, KIND",
        "+881612345678, COUNTRY",
        "+979123456789, COUNTRY"
    })
    void anyCountryDoesNotIncludeSatellites(String typed, @Nullable Reason refusal) {
        assertEquals(Optional.ofNullable(refusal), refusal(PhoneNumber.knownCountries(), USUAL, typed));
    }

    @Test
    void onlyTheListedKindsAreRefused() {
        assertEquals(Optional.empty(), refusal(Set.of("CH"), Set.of(), "+41901123456"));
        assertEquals(Optional.of(Reason.KIND), refusal(Set.of("CH"), Set.of(PhoneKind.FIXED_LINE), "+41443643532"));
    }

    @Test
    void aTextWithoutDigitsLacksMoreThanTheCountryCode() {
        PhonePolicy anywhere = new PhonePolicy(Optional.empty(), Set.of("CH"), USUAL);

        assertEquals(Reason.MALFORMED, anywhere.unread("?"));
        assertEquals(Reason.NATIONAL, anywhere.unread("079 123 45 67"));
    }

    @Test
    void aCountryCodeWithoutPlusIsSaidToBeMissing() {
        PhonePolicy swiss = new PhonePolicy(Optional.of("CH"), Set.of("CH"), USUAL);

        assertEquals(Reason.NATIONAL, swiss.unread("49 151 12345678"));
        assertEquals(Reason.MALFORMED, swiss.unread("79 123"));
        assertEquals(Reason.MALFORMED, swiss.unread("+49 151"));
    }

    @Test
    void thePolicyNowhereRefusesEveryCountry() {
        PhoneNumber number = PhoneNumber.parse("+41791234567", Optional.empty()).orElseThrow();

        assertEquals(Optional.of(Reason.COUNTRY), PhonePolicy.NOWHERE.refusal(number));
    }

    private static Optional<Reason> refusal(Set<String> countries, Set<PhoneKind> kinds, String typed) {
        PhonePolicy policy = new PhonePolicy(Optional.empty(), countries, kinds);
        return policy.refusal(policy.parse(typed).orElseThrow());
    }
}
