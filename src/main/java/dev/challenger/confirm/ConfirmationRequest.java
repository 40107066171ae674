package dev.challenger.confirm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChannel;
import dev.challenger.secret.Hash;
import dev.challenger.wire.Base32;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body that a backend posts to the back channel.
 *
 * @param hash of the protected request
 */
record ConfirmationRequest(Demand demand, Hash hash) {
    static boolean isInstance(String name) {
        return Demand.INSTANCE.matcher(name).matches();
    }

    /**
     * Parses a body. Unknown members are ignored; a member that is null counts as missing.
     *
     * @throws Problem code 25 or 26 naming the member, or code 2031 if there are no factors
     */
    static ConfirmationRequest parse(String instance, JsonNode body) {
        Hash hash = Base32.decode(text(body, "request_hash"), Hash.LENGTH)
                .map(Hash::stored)
                .orElseThrow(() -> Problem.malformed("request_hash"));
        Demand demand = new Demand(
                instance,
                text(body, "operation"),
                factors(body),
                flag(body, "combi_and"),
                flag(body, "single_use"),
                locales(body));
        return new ConfirmationRequest(demand, hash);
    }

    private static List<Factor> factors(JsonNode body) {
        JsonNode array = required(body, "factors");
        if (!array.isArray()) {
            throw Problem.malformed("factors");
        }
        List<Factor> factors = new ArrayList<>();
        array.forEach(factor -> factors.add(factor(factor)));
        return factors;
    }

    private static Factor factor(JsonNode factor) {
        if (!factor.isObject()) {
            throw Problem.malformed("factors");
        }
        TanChannel channel =
                TanChannel.parse(text(factor, "tan_channel")).orElseThrow(() -> Problem.malformed("tan_channel"));
        return new Factor(channel, text(factor, "address"));
    }

    private static Optional<String> locales(JsonNode body) {
        return body.hasNonNull("ui_locales") ? Optional.of(Json.text(body, "ui_locales")) : Optional.empty();
    }

    private static String text(JsonNode object, String name) {
        required(object, name);
        return Json.text(object, name);
    }

    private static JsonNode required(JsonNode object, String name) {
        if (!object.hasNonNull(name)) {
            throw Problem.missing(name);
        }
        return object.get(name);
    }

    private static boolean flag(JsonNode object, String name) {
        if (!object.hasNonNull(name)) {
            return false;
        }
        if (!object.get(name).isBoolean()) {
            throw Problem.malformed(name);
        }
        return object.get(name).booleanValue();
    }
}
