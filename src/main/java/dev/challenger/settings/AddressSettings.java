package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.address.Field;
import dev.challenger.address.PhoneKind;
import dev.challenger.address.PhoneNumber;
import dev.challenger.address.PhonePolicy;
import dev.challenger.address.Restriction;
import dev.challenger.settings.Values.Sourced;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the addresses that are validated, and of the phone numbers to which messages may go. */
final class AddressSettings {
    static final Setting.Section SECTION = new Setting.Section();

    static final Setting<AddressType> TYPE = SECTION.add(
            "address.type",
            Kind.choice(AddressType.values(), AddressType::toString),
            "email",
            "The type of the addresses that are validated.");
    static final Setting<String> HINT =
            SECTION.add("address.hint", Kind.TEXT, "An example address, shown in the input field.");
    static final Setting<Map<String, Restriction>> RESTRICTIONS = SECTION.add(
            "address.restrictions",
            open("a JSON object {\"FIELD\": {\"regex\": …, \"hint\": …, \"hint_i18n\": {…}}}", RestrictionsJson::parse),
            "For each field, a regex (POSIX extended) for the whole value, a hint, and hint_i18n with hints by language tag, such as de or de-CH.");

    static final Setting<String> DEFAULT_COUNTRY = SECTION.add(
            "phone.default-country",
            open("the code of a country (ISO 3166-1 alpha-2), such as CH", AddressSettings::country),
            "The country whose phone numbers may be entered without a calling code. If not set, there is none.");
    static final Setting<Set<String>> COUNTRIES = SECTION.add(
            "phone.countries",
            open(
                    "a list of codes of countries with commas, such as CH,DE, or the word any",
                    AddressSettings::countries),
            "The countries to which messages may go, such as CH,DE; or any. Needed for phones: each message costs money.");
    static final Setting<Set<PhoneKind>> REFUSED_KINDS = SECTION.add(
            "phone.refused-kinds",
            open("a list with commas of " + kindNames() + ", or the word none", AddressSettings::kinds),
            "premium-rate,shared-cost,pager",
            "The kinds of phone numbers to which no message goes; or none.");

    private AddressSettings() {}

    private static String country(String text) {
        String country = text.strip().toUpperCase(Locale.ROOT);
        return demand(PhoneNumber.knownCountries().contains(country), country);
    }

    private static Set<String> countries(String text) {
        return text.equals("any")
                ? PhoneNumber.knownCountries()
                : Set.copyOf(Kind.list(text, AddressSettings::country));
    }

    private static Set<PhoneKind> kinds(String text) {
        return text.equals("none") ? Set.of() : Set.copyOf(Kind.list(text, AddressSettings::kind));
    }

    private static PhoneKind kind(String text) {
        return PhoneKind.parse(text.strip()).orElseThrow(IllegalArgumentException::new);
    }

    private static String kindNames() {
        return Stream.of(PhoneKind.values()).map(PhoneKind::toString).collect(Collectors.joining(", "));
    }

    /** Returns the channel that carries messages to validated addresses; e-mail for an unknown type, which is a fault later. */
    static Channel channel(Map<Setting<?>, Sourced> texts) {
        return Optional.ofNullable(texts.get(TYPE))
                .flatMap(value -> AddressType.parse(value.text()))
                .orElse(AddressType.EMAIL)
                .channel();
    }

    static AddressPolicy policy(Values values) {
        AddressType type = values.get(TYPE);
        Map<String, Restriction> restrictions = values.find(RESTRICTIONS).orElse(Map.of());
        List<String> fields = type.fields().stream().map(Field::name).toList();
        restrictions.keySet().stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> values.fault(
                        RESTRICTIONS, "names " + field + ", but " + type + " has " + String.join(", ", fields)));
        return new AddressPolicy(type, values.find(HINT), restrictions, phones(values));
    }

    private static PhonePolicy phones(Values values) {
        if (values.channel() == Channel.PHONE || values.isSet(SendingSettings.COMMAND_PHONE)) {
            values.require(COUNTRIES, "where messages go to phones, since each one costs money");
        }
        return new PhonePolicy(
                values.find(DEFAULT_COUNTRY), values.find(COUNTRIES).orElse(Set.of()), values.get(REFUSED_KINDS));
    }
}
