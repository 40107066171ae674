package dev.challenger.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.challenger.address.AddressType;
import dev.challenger.address.Field;
import dev.challenger.address.FieldProblem.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the bundle has exactly the texts that pages and classes use. */
final class TextKeysTest {
    /** A key in quotes. A key that ends in a dot is the common beginning of several. */
    private static final Pattern KEY = Pattern.compile("\"([a-z]+\\.[A-Za-z_.-]*)\"");

    private static final Set<Reason> COMMON = EnumSet.of(Reason.MISSING, Reason.MALFORMED);

    private final Set<String> keys =
            ResourceBundle.getBundle("dev.challenger.text.texts", Locale.ROOT).keySet();

    @Test
    void everyKeyInUseHasAText() throws IOException {
        Set<String> missing = asked();

        missing.removeIf(key -> key.endsWith(".") || keys.contains(key));

        assertEquals(Set.of(), missing);
    }

    @Test
    void everyTextIsInUse() throws IOException {
        Set<String> asked = asked();
        Set<String> unused = new TreeSet<>(keys);

        // A text for one channel is looked up by its common key.
        unused.removeIf(key -> asked.contains(key.replaceFirst("\\.(phone|post)$", ""))
                || asked.stream().anyMatch(beginning -> beginning.endsWith(".") && key.startsWith(beginning)));

        assertEquals(Set.of(), unused);
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldOfAnAddressHasItsTexts(AddressType type) {
        Texts texts = Texts.of(Language.EN);
        for (Field field : type.fields()) {
            assertFalse(texts.get("field." + field).isBlank());
            Set<Reason> reasons = EnumSet.copyOf(COMMON);
            if (field == Field.CONTACT_EMAIL) {
                reasons.add(Reason.LETTER);
            } else if (field == Field.CONTACT_PHONE) {
                reasons.addAll(Set.of(Reason.NATIONAL, Reason.COUNTRY, Reason.KIND));
            }
            for (Reason reason : reasons) {
                assertFalse(texts.get("field." + field + "." + reason).isBlank());
            }
        }
    }

    /** Returns the keys in all pages, and in all classes that use the texts or name a key. */
    private Set<String> asked() throws IOException {
        Set<String> kinds = keys.stream().map(TextKeysTest::kind).collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>();
        for (String source : sources()) {
            KEY.matcher(source)
                    .results()
                    .map(match -> match.group(1))
                    .filter(key -> kinds.contains(kind(key)))
                    .forEach(asked::add);
        }
        return asked;
    }

    /** Returns {@code error} for {@code error.server}. */
    private static String kind(String key) {
        return key.substring(0, key.indexOf('.'));
    }

    private static Set<String> sources() throws IOException {
        Set<String> sources = new TreeSet<>();
        try (Stream<Path> pages = Files.walk(Path.of("webapp/WEB-INF/pages"));
                Stream<Path> classes = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    Stream.concat(pages, classes).filter(Files::isRegularFile).toList()) {
                String source = Files.readString(file);
                if (file.toString().endsWith(".ftlh") || source.contains("Texts") || source.contains("key of a text")) {
                    sources.add(source);
                }
            }
        }
        return sources;
    }
}
