package dev.challenger.settings;

import static dev.challenger.settings.Kind.PERIOD;
import static dev.challenger.settings.Kind.number;
import static dev.challenger.settings.Kind.open;

import dev.challenger.address.AddressPolicy;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.validation.ValidationLimits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The settings of a validation: its limits, and the test addresses; and the limit of open TAN challenges. */
final class ValidationSettings {
    static final Setting.Section SECTION = new Setting.Section();

    private static final Kind<Integer> LIMIT = number(1, 10);

    static final Setting<Integer> ADDRESS_CHANGES = SECTION.add(
            "limit.address-changes", LIMIT, "3", "Different addresses per validation, the first one included.");
    static final Setting<Integer> TRANSMISSIONS =
            SECTION.add("limit.transmissions", LIMIT, "3", "Transmissions per address.");
    static final Setting<Integer> ATTEMPTS = SECTION.add("limit.attempts", LIMIT, "3", "Attempts per code.");
    static final Setting<Integer> OPEN_VALIDATIONS = SECTION.add(
            "limit.open-validations",
            number(1, 1_000_000),
            "10000",
            "Validations of one client that are neither solved nor expired. Direct starts get half of them at most.");
    static final Setting<Integer> OPEN_CHALLENGES = SECTION.add(
            "limit.open-challenges",
            number(1, 1_000_000),
            "10000",
            "TAN challenges of one client and one instance that are neither solved nor expired.");

    static final Setting<Duration> TAN_VALID_FOR = SECTION.add(
            "tan.valid-for",
            PERIOD,
            "PT30M",
            "PT10M",
            "P30D",
            "How long a code is valid, counted from each transmission: at most twice as long from the first, and no longer than its validation.");
    static final Setting<List<Duration>> INTERVALS = SECTION.add(
            "transmission.intervals",
            open("a list with commas, each " + PERIOD.description(), text -> Kind.list(text, PERIOD.parser())),
            "PT1M,PT2M",
            "PT1M,PT2M",
            "P7D",
            "The waiting times before the second, third … transmission. The last one also applies to all later ones.");
    static final Setting<Duration> VALIDATION_VALID_FOR = SECTION.add(
            "validation.valid-for",
            PERIOD,
            "PT24H",
            "PT24H",
            "P90D",
            "How long a validation lasts, counted from /setup.");
    static final Setting<Duration> ADDRESS_VALID_FOR = SECTION.add(
            "address.valid-for", Kind.duration("PT1S", "P3660D"), "P365D", "How long an address counts as validated.");
    static final Setting<Duration> ADDRESS_ERASED_AFTER = SECTION.add(
            "address.erased-after",
            PERIOD,
            "P7D",
            "How long after its code was redeemed a validated address is erased.");

    static final Setting<String> TEST_ADDRESSES = SECTION.add(
            "test.addresses",
            // Parsed by TestList, which needs the address policy. Secret, since a real address may be among them.
            Kind.secret("a list ADDRESS=TAN, separated by commas", text -> text),
            "Reserved addresses with fixed codes: ADDRESS=TAN, separated by commas. Nothing is sent to them.");
    static final Setting<LocalDate> TEST_UNTIL = SECTION.add(
            "test.until",
            open("a date such as 2026-12-31", ValidationSettings::date),
            "The last day (UTC) of the test addresses, at most 366 days ahead. Needed with test.addresses.");

    private ValidationSettings() {}

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no date", e);
        }
    }

    static ValidationLimits limits(Values values) {
        return new ValidationLimits(
                values.get(ADDRESS_CHANGES),
                values.get(TRANSMISSIONS),
                values.get(ATTEMPTS),
                values.get(TAN_VALID_FOR),
                values.get(INTERVALS),
                values.get(VALIDATION_VALID_FOR),
                values.get(ADDRESS_VALID_FOR),
                values.get(ADDRESS_ERASED_AFTER),
                values.get(OPEN_VALIDATIONS),
                values.get(BudgetSettings.DIRECT_STARTS));
    }

    static TestAddresses tests(Values values, AddressPolicy policy) {
        values.requireTogether(TEST_ADDRESSES, TEST_UNTIL);
        Optional<LocalDate> until = values.find(TEST_UNTIL);
        return values.find(TEST_ADDRESSES)
                .map(text -> TestList.parse(text, policy, fault -> values.fault(TEST_ADDRESSES, fault)))
                .flatMap(tans -> until.map(day -> new TestAddresses(tans, day)))
                .orElse(TestAddresses.NONE);
    }
}
