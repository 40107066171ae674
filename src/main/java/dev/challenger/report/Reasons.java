package dev.challenger.report;

import java.util.Map;

/** Words for the reasons of refusals. A reason without words of its own is read as it is counted. */
final class Reasons {
    private static final String BUDGET = "budget-";
    private static final String BREAKER = "breaker";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(BREAKER, "circuit breaker"),
            Map.entry("budget-destination", "budget of an address"),
            Map.entry("budget-client", "budget of a client"),
            Map.entry("budget-domain", "budget of a mail domain"),
            Map.entry("budget-prefix", "budget of a block of numbers"),
            Map.entry("budget-country", "budget of a country"),
            Map.entry("budget-network", "budget of a network"),
            Map.entry("budget-service", "budget of the service"),
            Map.entry("address-malformed", "malformed address"),
            Map.entry("address-letter", "address with a forbidden letter"),
            Map.entry("address-restricted", "address not allowed"),
            Map.entry("address-national", "number without country code"),
            Map.entry("address-country", "number of a country that gets no messages"),
            Map.entry("address-kind", "number of a kind that gets no messages"),
            Map.entry("limit-addresses", "no change of address left"),
            Map.entry("limit-transmissions", "no message left for the address"),
            Map.entry("limit-attempts", "no attempt left"),
            Map.entry("limit-hand-overs", "too many failed hand-overs"),
            Map.entry("hand-over-no-such-address", "address does not exist"),
            Map.entry("hand-over-unsupported-address", "address with letters that no sender can use"),
            Map.entry("hand-over-unprintable-address", "address that cannot be printed"),
            Map.entry("hand-over-fault", "hand-over failed"),
            Map.entry("hand-over-busy", "too many messages waiting"),
            Map.entry("merchant-tan-too-early", "too early for another message"),
            Map.entry("merchant-tan-challenge-solved", "confirmed already"),
            Map.entry("wrong", "wrong code"),
            Map.entry("expired", "expired code"),
            Map.entry("exhausted", "no attempt left"),
            Map.entry("nothing-sent", "no code was sent"));

    private Reasons() {}

    static String words(String reason) {
        return WORDS.getOrDefault(reason, reason.replace('-', ' '));
    }

    /** Returns true for a refusal by a budget or by the breaker. */
    static boolean isBound(String reason) {
        return reason.startsWith(BUDGET) || reason.equals(BREAKER);
    }
}
