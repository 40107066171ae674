package dev.challenger.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.address.PhoneKind;
import dev.challenger.address.PhoneNumber;
import dev.challenger.address.PhonePolicy;
import dev.challenger.limit.BreakerLimits;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Subject;
import dev.challenger.tan.Tan;
import dev.challenger.testing.Addresses;
import dev.challenger.transmission.TestAddresses;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the settings of mail, phones and letters: defaults, senders, budgets, breakers and test addresses. */
class ChannelSettingsTest extends LoadedSettings {
    @Test
    void theBreakerIsOnFromTwoDestinations() throws Exception {
        append("breaker.minimum = 2", "breaker.ratio = 100", "breaker.window = PT2H", "breaker.cool-down = P1D");
        assertEquals(
                new BreakerLimits(2, 100, Duration.ofHours(2), Duration.ofDays(1)),
                load().bounds().breakers().get(Channel.EMAIL));

        environment.put("CHALLENGER_BREAKER_MINIMUM", "0");
        assertEquals(Map.of(), load().bounds().breakers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "1001", "many"})
    void theBreakerIsNeverTrippedByOneDestination(String minimum) throws Exception {
        append("breaker.minimum = " + minimum);

        assertEquals(
                List.of("breaker.minimum (file " + file + ") must be a number from 2 to 1000, or 0, not \"" + minimum
                        + "\""),
                faults());
    }

    @Test
    void eachTestAddressHasATanAndAllHaveALastDay() throws Exception {
        append("test.addresses = a=b@EXAMPLE.com=00000001 ,c@shop.test=12345678", "test.until = 2026-12-31");

        TestAddresses tests = load().tests();

        assertEquals(LocalDate.parse("2026-12-31"), tests.until());
        assertEquals(
                Map.of(
                        Addresses.email("a=b@example.com"),
                                Tan.parse("00000001").orElseThrow(),
                        Addresses.email("c@shop.test"), Tan.parse("12345678").orElseThrow()),
                tests.tans());
        assertFalse(tests.toString().contains("12345678"), tests.toString());
    }

    @Test
    void everyFaultOfTestAddressesIsReportedWithoutTheAddress() throws Exception {
        append(
                "test.addresses = person@gmail.com=12345678, b@example.com, c@example.com=1234567, d=12345678,"
                        + " e@example.com=12345678, e@EXAMPLE.com=12345678, f@example.com.=12345678, ,"
                        + " g@example.com.evil.org=12345678",
                "test.until = 2026-12-31");
        String key = "test.addresses (file " + file + ") entry ";
        String form = " must be ADDRESS=TAN, the TAN 8 digits";
        String none = " is no address that this service validates (email)";
        String free = " is not reserved for tests: it must be at or below example.com, example.net, example.org, .test,"
                + " .example or .invalid, or a phone number kept free for fiction";

        assertEquals(
                List.of(
                        key + 1 + free,
                        key + 2 + form,
                        key + 3 + form,
                        key + 4 + none,
                        key + 6 + " is there twice",
                        key + 7 + none,
                        key + 8 + form,
                        key + 9 + free),
                faults());
    }

    @Test
    void testAddressesEndWithinAYear() throws Exception {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        append("test.addresses = a@example.com=12345678", "test.until = 2027-11-22");
        assertDoesNotThrow(() -> load().requireEndOfTests(now));

        environment.put("CHALLENGER_TEST_UNTIL", "2027-11-23");
        Settings settings = load();
        SettingsException refusal = assertThrows(SettingsException.class, () -> settings.requireEndOfTests(now));

        assertEquals(List.of("test.until must be at most 366 days ahead"), refusal.faults());
    }

    @Test
    void testAddressesAndTheirLastDayGoTogether() throws Exception {
        append("test.addresses = a@example.com=12345678");
        assertEquals(List.of("test.until is missing; it must be set with test.addresses"), faults());

        environment.put("CHALLENGER_TEST_UNTIL", "tomorrow");
        assertEquals(1, faults().size());
    }

    @ParameterizedTest
    @CsvSource({"starttls,587", "tls,465", "none,25"})
    void theMailPortFollowsFromTheSecurity(String security, int port) throws Exception {
        append("mail.security = " + security);

        assertEquals(port, load().sending().mail().orElseThrow().port());
    }

    @Test
    void aMailPortThatIsSetCounts() throws Exception {
        append("mail.security = tls", "mail.port = 2525");

        assertEquals(2525, load().sending().mail().orElseThrow().port());
    }

    @Test
    void aHelperCommandReplacesTheMailServer() throws Exception {
        environment.put("CHALLENGER_MAIL_HOST", "");
        environment.put("CHALLENGER_COMMAND_EMAIL", executable("send").toString());

        assertEquals(Optional.empty(), load().sending().mail());
    }

    private void validatePhones() throws IOException {
        environment.put("CHALLENGER_MAIL_HOST", "");
        environment.put("CHALLENGER_MAIL_FROM", "");
        environment.put("CHALLENGER_ADDRESS_TYPE", "phone");
        environment.put("CHALLENGER_COMMAND_PHONE", executable("sms").toString());
        environment.put("CHALLENGER_PHONE_COUNTRIES", "CH, li");
    }

    @Test
    void phonesHaveDefaultsOfTheirOwnAndNeedNoMailServer() throws Exception {
        validatePhones();

        Settings settings = load();

        assertEquals(AddressType.PHONE, settings.address().type());
        assertEquals(
                new PhonePolicy(
                        Optional.empty(),
                        Set.of("CH", "LI"),
                        Set.of(PhoneKind.PREMIUM_RATE, PhoneKind.SHARED_COST, PhoneKind.PAGER)),
                settings.address().phones());
        assertEquals(Duration.ofMinutes(10), settings.validation().tanValidFor());
        assertEquals(Duration.ofHours(24), settings.validation().validationValidFor());
        assertEquals(
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                settings.validation().intervals());
        assertEquals(
                Map.of(
                        Subject.DESTINATION, new Budget(5, Duration.ofDays(1)),
                        Subject.PREFIX, new Budget(20, Duration.ofHours(1)),
                        Subject.NETWORK, new Budget(100, Duration.ofHours(1))),
                settings.bounds().budgets().get(Channel.PHONE));
        assertEquals(
                Optional.of(directory.resolve("sms")),
                settings.sending().commands().of(settings.address().type().channel()));
    }

    @Test
    void theCountriesOfPhonesMustBeSet() throws Exception {
        validatePhones();
        environment.put("CHALLENGER_PHONE_COUNTRIES", " ");

        assertEquals(
                List.of("phone.countries is missing; it must be set where messages go to phones, since each one costs"
                        + " money"),
                faults());
    }

    @Test
    void theCountriesOfPhonesMustBeSetForTanChallengesToo() throws Exception {
        environment.put("CHALLENGER_COMMAND_PHONE", executable("sms").toString());

        assertEquals(
                List.of("phone.countries is missing; it must be set where messages go to phones, since each one costs"
                        + " money"),
                faults());
    }

    @Test
    void everyChannelHasItsDefaultBudgetAndBreakerUnlessOneIsSet() throws Exception {
        assertEquals(
                Map.of(Channel.EMAIL, "10/P1D", Channel.PHONE, "5/P1D", Channel.POST, "1/P7D"),
                budgetsOfDestinations(load()));
        assertEquals(Set.of(Channel.PHONE), load().bounds().breakers().keySet());

        environment.put("CHALLENGER_BUDGET_DESTINATION", "3/P2D");
        environment.put("CHALLENGER_BREAKER_MINIMUM", "7");
        assertEquals(
                Map.of(Channel.EMAIL, "3/P2D", Channel.PHONE, "3/P2D", Channel.POST, "3/P2D"),
                budgetsOfDestinations(load()));
        assertEquals(Set.of(Channel.values()), load().bounds().breakers().keySet());
    }

    private static Map<Channel, String> budgetsOfDestinations(Settings settings) {
        return settings.bounds().budgets().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, budgets -> {
            Budget budget = Objects.requireNonNull(budgets.getValue().get(Subject.DESTINATION));
            return budget.count() + "/P" + budget.per().toDays() + "D";
        }));
    }

    @Test
    void aFaultThatConcernsSeveralChannelsIsReportedOnce() throws Exception {
        environment.put("CHALLENGER_BUDGET_DESTINATION", "many");

        assertEquals(1, faults().size());
    }

    @Test
    void theOperatorCanSetThePhonePolicyAndTheValidity() throws Exception {
        validatePhones();
        environment.put("CHALLENGER_PHONE_COUNTRIES", "any");
        environment.put("CHALLENGER_PHONE_DEFAULT_COUNTRY", "ch");
        environment.put("CHALLENGER_PHONE_REFUSED_KINDS", "none");
        environment.put("CHALLENGER_TAN_VALID_FOR", "PT20M");

        Settings settings = load();

        assertEquals(
                new PhonePolicy(Optional.of("CH"), PhoneNumber.knownCountries(), Set.of()),
                settings.address().phones());
        assertEquals(Duration.ofMinutes(20), settings.validation().tanValidFor());
    }

    @Test
    void thePhonePolicyIsReadWhateverTypeTheServiceValidates() throws Exception {
        environment.put("CHALLENGER_PHONE_COUNTRIES", "CH");

        assertEquals(Set.of("CH"), load().address().phones().countries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"postal", "postal-ch"})
    void lettersHaveLongerDefaults(String type) throws Exception {
        environment.put("CHALLENGER_ADDRESS_TYPE", type);
        environment.put("CHALLENGER_MAIL_HOST", "");
        environment.put("CHALLENGER_COMMAND_POST", executable("print").toString());

        Settings settings = load();

        assertEquals(Duration.ofDays(30), settings.validation().tanValidFor());
        assertEquals(List.of(Duration.ofDays(7)), settings.validation().intervals());
        assertEquals(Duration.ofDays(90), settings.validation().validationValidFor());
        assertEquals(Duration.ofDays(365), settings.validation().addressValidFor());
        assertEquals(
                new Budget(1, Duration.ofDays(7)),
                Objects.requireNonNull(settings.bounds().budgets().get(Channel.POST))
                        .get(Subject.DESTINATION));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, senders.phone or command.phone is missing: there is no way to send to phones",
        "postal, senders.post or command.post is missing: there is no way to send letters",
        "postal-ch, senders.post or command.post is missing: there is no way to send letters",
    })
    void anAddressTypeWithoutASenderIsAFault(String type, String fault) {
        environment.put("CHALLENGER_ADDRESS_TYPE", type);
        environment.put("CHALLENGER_PHONE_COUNTRIES", "CH");

        assertEquals(List.of(fault), faults());
    }

    @Test
    void aUserWithoutAPasswordIsAFault() {
        environment.put("CHALLENGER_MAIL_USER", "bob");

        assertEquals(List.of("mail.password is missing; it must be set with mail.user"), faults());
    }

    @Test
    void aMailServerWithoutASenderIsAFault() {
        environment.put("CHALLENGER_MAIL_FROM", "");

        assertEquals(List.of("mail.from is missing; it must be set with mail.host"), faults());
    }
}
