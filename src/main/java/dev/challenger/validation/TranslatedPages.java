package dev.challenger.validation;

import dev.challenger.http.Exchange;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.text.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The pages of validations in all languages, with the texts of their clients. */
public final class TranslatedPages {
    private final Languages languages;
    private final Function<Texts, ValidationPages> maker;
    private final Map<Texts, ValidationPages> pages = new ConcurrentHashMap<>();

    /** @param maker makes the pages in one language */
    public TranslatedPages(Languages languages, Function<Texts, ValidationPages> maker) {
        this.languages = languages;
        this.maker = maker;
    }

    /** Returns the pages in the language that suits a request about a validation. */
    ValidationPages of(Exchange exchange, Validation validation) {
        Languages own = languages.of(validation.client().id());
        return of(own.choose(exchange.languages(), Optional.ofNullable(validation.language())));
    }

    /** Returns the pages in the language that suits a request about an unknown validation. */
    ValidationPages of(Exchange exchange) {
        return of(languages.choose(exchange.languages(), Optional.empty()));
    }

    private ValidationPages of(Texts texts) {
        return pages.computeIfAbsent(texts, maker);
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
