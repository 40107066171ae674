package dev.challenger.site;

import dev.challenger.address.AddressPolicy;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON of {@code /config}.
 *
 * @param version the version of the protocol in libtool form, current:revision:age
 * @param implementation a unique name (URN) of this software
 * @param restrictions the restrictions by field name
 * @param addressHint an example address for the form
 */
record Config(
        String name,
        String version,
        String implementation,
        Map<String, Limit> restrictions,
        String addressType,
        String addressHint) {
    /** A restriction: the regular expression for the whole value, and its explanation for people. */
    record Limit(String regex, String hint, Map<String, String> hintI18n) {}

    static Config of(AddressPolicy policy) {
        Map<String, Limit> limits = new TreeMap<>();
        policy.restrictions()
                .forEach((field, restriction) -> limits.put(
                        field, new Limit(restriction.pattern().pattern(), restriction.hint(), restriction.hintI18n())));
        return new Config(
                "challenger",
                "6:0:0",
                "urn:x-challenger:servlet",
                limits,
                policy.type().toString(),
                policy.hint().orElse(""));
    }
}
