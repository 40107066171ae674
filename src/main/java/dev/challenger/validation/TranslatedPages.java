package dev.challenger.validation;

import dev.challenger.http.Exchange;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.text.Texts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The pages of validations in all languages. */
public final class TranslatedPages {
    private final Languages languages;
    private final Map<Language, ValidationPages> pages = new EnumMap<>(Language.class);

    /** @param pages makes the pages in one language */
    public TranslatedPages(Languages languages, Function<Texts, ValidationPages> pages) {
        this.languages = languages;
        languages.offered().forEach(language -> this.pages.put(language, pages.apply(languages.in(language))));
    }

    /** Returns the pages in the language that suits a request about a validation. */
    ValidationPages of(Exchange exchange, Validation validation) {
        return of(exchange, Optional.ofNullable(validation.language()));
    }

    /** Returns the pages in the language that suits a request about an unknown validation. */
    ValidationPages of(Exchange exchange) {
        return of(exchange, Optional.empty());
    }

    private ValidationPages of(Exchange exchange, Optional<Language> stored) {
        Language language = languages.choose(exchange.languages(), stored).language();
        return Optional.ofNullable(pages.get(language)).orElseThrow();
    }

    /** Returns the language of the page on which a person submits a form; empty if they see the default for want of another. */
    Optional<Language> wanted(Exchange exchange, Validation validation) {
        return languages.wanted(exchange.languages(), Optional.ofNullable(validation.language()));
    }

    /** Returns the language that the client asks for in the URL to which it sends a person. */
    Optional<Language> asked(Exchange exchange) {
        return languages.chosen(exchange.languages());
    }
}
