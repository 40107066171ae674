package dev.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.Http;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks how the header {@code Accept} decides between HTML and JSON. */
final class AcceptTest {
    @ParameterizedTest(name = "{0} asks for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // One type is named.
                "text/html | HTML",
                "application/xhtml+xml | HTML",
                "application/json | JSON",
                "TEXT/HTML | HTML",
                "Application/JSON | JSON",
                " text/html ; charset=utf-8 | HTML",
                "text/html;q=0.1 | HTML",
                "application/json;q=0.001 | JSON",
                // No type is named.
                "'' | ANY",
                "*/* | ANY",
                "text/* | ANY",
                "application/* | ANY",
                "text/plain | ANY",
                "image/png, */*;q=0.1 | ANY",
                // Both types are named.
                "text/html, application/json | JSON",
                "application/json, text/html | JSON",
                "text/html;q=0.5, application/json;q=0.5 | JSON",
                "text/html;q=0.9, application/json;q=0.8 | HTML",
                "text/html;q=0.8, application/json;q=0.9 | JSON",
                "text/html;q=0.8;level=1, application/json;q=0.9 | JSON",
                "text/html, application/json;q=0 | HTML",
                "text/html;q=0, application/json;q=0.1 | JSON",
                "text/html;q=0.2, application/xhtml+xml, application/json;q=0.5 | HTML",
                // The other type matches a wildcard.
                "text/html, */* | HTML",
                "text/html, */*;q=0.8 | HTML",
                "text/html;q=0.5, */* | ANY",
                "text/html;q=0.5, application/*;q=0.1, */* | HTML",
                "text/html;q=0.5, application/*, */*;q=0.1 | ANY",
                "application/json, */* | JSON",
                "application/json;q=0.1, */* | JSON",
                // A type is named with weight 0.
                "text/html;q=0 | ANY",
                "application/json;q=0 | ANY",
                "text/html;q=0, */* | ANY",
                "text/html;q=0, application/json;q=0 | ANY",
                // Weights by RFC 9110, and malformed ones, whose range is ignored.
                "text/html;Q=1.000 | HTML",
                "text/html;q=0. , application/json;q=0.001 | JSON",
                "text/html;q=1.001 | ANY",
                "text/html;q=2, application/json;q=0.1 | JSON",
                "text/html;q=, application/json | JSON",
                "text/html;q=-1 | ANY",
                "text/html;q=0.1234 | ANY",
                "text/html;q=NaN | ANY",
                // Nonsense.
                ",,;,=;q | ANY",
                "text | ANY",
                "html, text/html | HTML",
            })
    void thePreferredRenderingIsChosen(String header, Accept asked) {
        assertEquals(asked, Accept.parse(Stream.of(header)));
    }

    @Test
    void aMissingHeaderHasNoPreference() {
        assertEquals(Accept.ANY, Accept.parse(Stream.empty()));
    }

    @Test
    void severalHeadersAreOneList() {
        assertEquals(Accept.HTML, Accept.parse(Stream.of("application/json;q=0.5", "text/html")));
    }

    @Test
    void browsersAskForHtml() {
        assertEquals(Accept.HTML, Accept.parse(Stream.of(Http.BROWSER)));
    }
}
