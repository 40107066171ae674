package dev.challenger.settings;

import static dev.challenger.settings.Kind.demand;
import static dev.challenger.settings.Kind.open;

import dev.challenger.address.Channel;
import dev.challenger.limit.BreakerLimits;
import dev.challenger.limit.Budget;
import dev.challenger.limit.Subject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The settings of the budgets and of the breaker, which bound the messages of all clients together. */
final class BudgetSettings {
    static final Setting.Section SECTION = new Setting.Section();

    private static final Kind<Budget> BUDGET = open("a number per duration, such as 10/P1D", BudgetSettings::budget);

    static final Map<Subject, Setting<Budget>> VALIDATIONS = declare("budget.", "");
    static final Map<Subject, Setting<Budget>> CHALLENGES = declare("budget.challenge-", "TAN challenges: ");

    static final Setting<Budget> DIRECT_STARTS = SECTION.add(
            "budget.direct-starts",
            BUDGET,
            "300/PT1H",
            "Validations that one network may order at /authorize, for clients registered for a direct start.");

    static final Setting<Integer> MINIMUM = SECTION.add(
            "breaker.minimum",
            // One destination alone must never trip the breaker.
            open("a number from 2 to 1000, or 0", BudgetSettings::minimum),
            "0",
            "10",
            "0",
            "The breaker of an area (mail domain, block of phone numbers, country of letters) trips only if at least"
                    + " this many destinations count; 0 switches it off.");
    static final Setting<Integer> RATIO = SECTION.add(
            "breaker.ratio",
            Kind.number(1, 100),
            "10",
            "It trips if less than this percentage of them enter their code.");
    static final Setting<Duration> WINDOW = SECTION.add(
            "breaker.window",
            Kind.PERIOD,
            "PT1H",
            "Only destinations that got their first message within this time count.");
    static final Setting<Duration> COOL_DOWN =
            SECTION.add("breaker.cool-down", Kind.PERIOD, "PT1H", "How long it then stops messages to the area.");

    private BudgetSettings() {}

    /** Declares a set of budgets, with the same defaults for validations and for TAN challenges. */
    private static Map<Subject, Setting<Budget>> declare(String prefix, String of) {
        Map<Subject, Setting<Budget>> all = new EnumMap<>(Subject.class);
        all.put(
                Subject.DESTINATION,
                SECTION.add(
                        prefix + "destination",
                        BUDGET,
                        "10/P1D",
                        "5/P1D",
                        "1/P7D",
                        of
                                + "Messages to one address, for all clients together. Case, dots, - _ and +tags of e-mail addresses"
                                + " do not count."));
        all.put(Subject.CLIENT, SECTION.add(prefix + "client", BUDGET, of + "Messages for one client."));
        all.put(Subject.DOMAIN, SECTION.add(prefix + "domain", BUDGET, of + "Messages to one mail domain."));
        String numbers = "Messages to one block of phone numbers: numbers that differ only in their last 4 digits.";
        all.put(Subject.PREFIX, SECTION.add(prefix + "prefix", BUDGET, "20/PT1H", of + numbers));
        String countries = "Messages to the phones of one country, or letters to that country.";
        all.put(Subject.COUNTRY, SECTION.add(prefix + "country", BUDGET, of + countries));
        String networks = "Messages requested from one network (IPv4 /24, IPv6 /48). Failed hand-overs count too.";
        all.put(
                Subject.NETWORK,
                SECTION.add(prefix + "network", BUDGET, "100/PT1H", "100/PT1H", "20/P1D", of + networks));
        all.put(Subject.SERVICE, SECTION.add(prefix + "service", BUDGET, of + "All messages together."));
        return all;
    }

    private static Budget budget(String text) {
        String[] parts = text.split("/", 2);
        int count = Integer.parseInt(parts[0].strip());
        demand(parts.length == 2 && count >= 1, count);
        return new Budget(count, Kind.PERIOD.parse(parts[1].strip()));
    }

    private static int minimum(String text) {
        int number = Integer.parseInt(text);
        return demand(number == 0 || number >= 2 && number <= 1000, number);
    }

    /** The budgets of every channel, since TAN challenges may use other channels than validations. */
    static Settings.Bounds bounds(Values values) {
        return new Settings.Bounds(budgets(values, VALIDATIONS), budgets(values, CHALLENGES), breakers(values));
    }

    private static Map<Channel, Map<Subject, Budget>> budgets(Values values, Map<Subject, Setting<Budget>> settings) {
        Map<Channel, Map<Subject, Budget>> all = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            Map<Subject, Budget> budgets = new EnumMap<>(Subject.class);
            settings.forEach((subject, setting) ->
                    values.find(setting, channel).ifPresent(budget -> budgets.put(subject, budget)));
            all.put(channel, budgets);
        }
        return all;
    }

    /** The limits of the breaker, for every channel on which it is switched on. */
    private static Map<Channel, BreakerLimits> breakers(Values values) {
        Map<Channel, BreakerLimits> all = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            Optional<Integer> minimum = values.find(MINIMUM, channel);
            BreakerLimits limits =
                    new BreakerLimits(minimum.orElse(0), values.get(RATIO), values.get(WINDOW), values.get(COOL_DOWN));
            if (limits.minimum() > 0) {
                all.put(channel, limits);
            }
        }
        return all;
    }
}
