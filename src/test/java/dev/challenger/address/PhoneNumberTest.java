package dev.challenger.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which strings are phone numbers, and that each has one form in E.164. */
final class PhoneNumberTest {
    private static final Optional<String> CH = Optional.of("CH");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+41791234567",
                "+41 79 123 45 67",
                "+41 (0)79 123 45 67",
                "+41-79-123-45-67",
                "+41.79.123.45.67",
                "+41\u00A079\u2009123\u201145\u201167",
                "\u202A+41 79 123 45 67\u202C",
                "＋４１７９１２３４５６７",
                "+٤١٧٩١٢٣٤٥٦٧",
                "0041 79 123 45 67",
                "079 123 45 67",
                "079/123 45 67",
                "(079) 1234567",
                "tel:+41791234567",
                "Tel:+41-79-123-45-67",
                "079\u30FC123\u30FC4567",
                "079\u2212123\u22124567",
                "[079] 123~4567",
                "（０７９）１２３－４５６７",
                "079．123．45．67",
                "\u202A+41\u00A079\u202F1234567\u202C",
            })
    void everyUsualFormIsTheSameNumber(String typed) {
        assertEquals(Optional.of("+41791234567"), PhoneNumber.parse(typed, CH).map(PhoneNumber::e164));
    }

    @ParameterizedTest
    @CsvSource({
        "US, (202) 555-0123, +12025550123",
        "IT, 06 1234 5678, +390612345678",
        "DE, 0151 12345678, +4915112345678"
    })
    void aNationalNumberBelongsToTheDefaultCountry(String country, String typed, String e164) {
        assertEquals(
                Optional.of(e164),
                PhoneNumber.parse(typed, Optional.of(country)).map(PhoneNumber::e164));
        assertEquals(Optional.empty(), PhoneNumber.parse(typed, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "no number",
                "112",
                "+41 112",
                "+41 79 123 45",
                "+41 79 123 45 67 89 01",
                "+999 1234567",
                "+1 555 0123",
                "++41791234567/+41791234567",
                "+41791234567,,5",
                "+41791234567;ext=5",
                "+41791234567 x5",
                "+41791234567#5",
                "tel:1234567;phone-context=+41",
                "+4912345678901234",
                "+49123456789012345",
                "+41 79 ABC 45 67",
                "+1 800 FLOWERS",
                "+41791234567\n",
                "+41791234567\u0000",
                "person@example.com",
            })
    void textsThatAreNotOneNumberAreRefused(String typed) {
        assertEquals(Optional.empty(), PhoneNumber.parse(typed, CH));
    }

    @ParameterizedTest
    @CsvSource({
        "+41791234567, CH",
        "+12025550123, US",
        "+14165550123, CA",
        "+18765550123, JM",
        "+18095550123, DO",
        "+447624123456, IM",
        "+77011234567, KZ",
        "+74951234567, RU",
        "+38344123456, XK",
    })
    void countriesThatShareACallingCodeAreDistinguished(String typed, String country) {
        assertEquals(Set.of(country), number(typed).countries());
        assertEquals(country, number(typed).country());
    }

    @Test
    void aNumberThatMayBeInSeveralCountriesIsInAllOfThem() {
        PhoneNumber unassigned = number("+447700900123");

        assertEquals("[GB, GG, IM, JE]", new TreeSet<>(unassigned.countries()).toString());
        assertEquals("+44", unassigned.country());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+881612345678", "+870773111632", "+80012345678", "+979123456789"})
    void aGlobalNetworkBelongsToNoCountry(String typed) {
        assertEquals(Set.of(), number(typed).countries());
        assertEquals(number(typed).callingCode(), number(typed).country());
    }

    @ParameterizedTest
    @CsvSource({
        "+41901123456, premium-rate",
        "+19005551234, premium-rate",
        "+41848123456, shared-cost",
        "+18005551234, toll-free",
        "+442079460000, fixed-line",
    })
    void theKindFollowsTheNumberingPlan(String typed, String kind) {
        assertEquals(Optional.of(kind), number(typed).kind().map(PhoneKind::toString), "the same in a Turkish locale");
        assertEquals(number(typed).kind(), PhoneKind.parse(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+41791234567", "+12025550123", "+447700900123"})
    void numbersThatMayBeMobileHaveNoKind(String typed) {
        assertEquals(Optional.empty(), number(typed).kind());
    }

    @Test
    void numbersThatDifferOnlyInTheLastFourDigitsShareAPrefix() {
        assertEquals("+4179123", number("+41791234567").prefix());
        assertEquals("+4179123", number("+41791230000").prefix());
        assertEquals("+4179124", number("+41791240000").prefix());
    }

    @ParameterizedTest
    @CsvSource({
        "+41791234567, +41 79 123 45 67",
        "+12025550123, +1 202-555-0123",
        "+5491123456789, +54 9 11 2345-6789",
        "+390612345678, +39 06 1234 5678",
        "+9991234567, +9991234567",
        "079 123 45 67, 079 123 45 67",
        "nonsense, nonsense",
        "'', ''",
    })
    void peopleReadTheInternationalForm(String number, String shown) {
        assertEquals(shown.startsWith("+") ? shown.replace(' ', '\u00A0') : shown, PhoneNumber.shown(number));
    }

    /** People submit the number again as they read it. */
    @Test
    void theFormThatPeopleReadIsTheSameNumber() {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        int grouped = 0;
        for (String country : PhoneNumber.knownCountries()) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                Phonenumber.PhoneNumber example = plans.getExampleNumberForType(country, type);
                if (example == null) {
                    continue;
                }
                String e164 = plans.format(example, PhoneNumberFormat.E164);
                String shown = PhoneNumber.shown(e164);
                assertEquals(
                        PhoneNumber.parse(e164, Optional.empty()), PhoneNumber.parse(shown, Optional.of("CH")), shown);
                grouped += shown.equals(e164) ? 0 : 1;
            }
        }
        assertTrue(grouped > 1000, grouped + " are in groups");
    }

    @Test
    void aNumberIsNeverPrinted() {
        assertFalse(number("+41791234567").toString().contains("4567"));
        assertTrue(PhoneNumber.knownCountries().containsAll(Set.of("CH", "JM", "XK")));
    }

    private static PhoneNumber number(String e164) {
        return PhoneNumber.parse(e164, Optional.empty()).orElseThrow();
    }
}
