package dev.challenger.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks that the operator's texts and logos reach the clients for whom they are. */
final class BrandTest {
    private static final byte[] SVG = {};

    private final Brand brand = new Brand(
            Optional.of("Example Bank"),
            Brand.NONE.links(),
            Optional.empty(),
            Optional.of(Accent.parse("#0b5a8a")),
            Optional.of(new Logo("png", SVG)),
            new Directory(
                    Map.of(Language.EN, Map.of("tan.title", "Mail?", "tan.confirm", "Go")),
                    Map.of(),
                    Optional.empty(),
                    Map.of(
                            7L, client("Post?", Optional.of(new Logo("svg", SVG))),
                            8L, client("Box?", Optional.empty()))));

    private static Directory.OfClient client(String title, Optional<Logo> logo) {
        return new Directory.OfClient(Map.of(Language.EN, Map.of("tan.title", title)), logo);
    }

    @Test
    void aClientHasItsTextsThenTheOperatorsThenOurs() {
        Languages languages = brand.languages(Languages.all());

        assertEquals("Post?", text(languages.of(7), "tan.title"));
        assertEquals("Box?", text(languages.of(8), "tan.title"));
        assertEquals("Mail?", text(languages.of(9), "tan.title"));
        assertEquals("Go", text(languages.of(7), "tan.confirm"));
        assertEquals(text(Languages.all(), "tan.label"), text(languages.of(7), "tan.label"));
    }

    private static String text(Languages languages, String key) {
        return languages.in(Language.EN).get(key);
    }

    @Test
    void aClientWithoutLogoHasTheOperators() {
        assertEquals(Optional.of("client-7.svg"), brand.logoFile(7));
        assertEquals(Optional.of("logo.png"), brand.logoFile(8));
        assertEquals(Optional.of("logo.png"), brand.logoFile(9));
        assertEquals(Optional.empty(), Brand.NONE.logoFile(7));
        assertEquals(
                Set.of("brand.css", "logo.png", "client-7.svg"), brand.files().keySet());
    }
}
