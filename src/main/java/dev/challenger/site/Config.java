package dev.challenger.site;

import dev.challenger.address.AddressPolicy;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code /config} says.
 *
 * @param version of the protocol, as libtool writes it: current, revision, age
 * @param implementation a name of this software that no other has
 * @param restrictions by field name
 * @param addressHint an example to show in the field
 */
record Config(
        String name,
        String version,
        String implementation,
        Map<String, Limit> restrictions,
        String addressType,
        String addressHint) {
    /** A restriction of a field: what the whole value must match, and how to tell people. */
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
