package dev.challenger.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.address.Restriction;
import dev.challenger.wire.Json;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Parses {@code address.restrictions}. A fault names the field and the member. */
final class RestrictionsJson {
    private static final Set<String> MEMBERS = Set.of("regex", "hint", "hint_i18n");

    private RestrictionsJson() {}

    static Map<String, Restriction> parse(String text) {
        Map<String, Restriction> restrictions = new LinkedHashMap<>();
        members(read(text), "it").forEach((field, json) -> restrictions.put(field, restriction(field, json)));
        return restrictions;
    }

    private static JsonNode read(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new Kind.Fault(
                    "is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static Restriction restriction(String field, JsonNode json) {
        Set<String> unknown = new TreeSet<>(members(json, field).keySet());
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty()) {
            throw new Kind.Fault("has unknown members at " + field + ": " + String.join(", ", unknown));
        }
        String regex = text(json.path("regex"), field + ".regex");
        String hint = text(json.path("hint"), field + ".hint");
        try {
            return Restriction.parse(regex, hint, translations(json.path("hint_i18n"), field + ".hint_i18n"));
        } catch (Kind.Fault e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Kind.Fault("has no regular expression at " + field + ".regex: " + e.getMessage());
        }
    }

    private static Map<String, String> translations(JsonNode json, String where) {
        Map<String, String> hints = new LinkedHashMap<>();
        if (!json.isMissingNode()) {
            members(json, where).forEach((tag, hint) -> hints.put(language(tag, where), text(hint, where + "." + tag)));
        }
        return hints;
    }

    private static String language(String tag, String where) {
        try {
            if (!tag.isEmpty()) {
                return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // Refused below, as an empty tag is.
        }
        throw new Kind.Fault("must have language tags at " + where + ", not \"" + tag + "\"");
    }

    private static Map<String, JsonNode> members(JsonNode json, String where) {
        if (!json.isObject()) {
            throw new Kind.Fault("must have a JSON object: " + where);
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        json.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static String text(JsonNode json, String where) {
        if (!json.isTextual() || json.textValue().isBlank()) {
            throw new Kind.Fault("must have a text at " + where);
        }
        return json.textValue();
    }
}
