package dev.challenger.validation;

import dev.challenger.client.Client;
import dev.challenger.db.DatabaseException;
import dev.challenger.http.Exchange;
import dev.challenger.http.LanguagesPage;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.text.Language;
import dev.challenger.text.Languages;
import dev.challenger.text.Texts;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The pages of validations in all languages, with the texts of their clients. */
public final class TranslatedPages {
    private final Languages languages;
    private final WaysBack back;
    private final Function<Texts, ValidationPages> maker;
    private final Map<Texts, ValidationPages> pages = new ConcurrentHashMap<>();

    /** @param maker makes the pages in one language */
    public TranslatedPages(Languages languages, WaysBack back, Function<Texts, ValidationPages> maker) {
        this.languages = languages;
        this.back = back;
        this.maker = maker;
    }

    /** Returns the pages in the language that suits a request about a validation. */
    ValidationPages of(Exchange exchange, Validation validation) {
        return of(exchange, validation.client(), Optional.ofNullable(validation.language()));
    }

    private ValidationPages of(Exchange exchange, Client client, Optional<Language> stored) {
        return pages.computeIfAbsent(languages.of(client.id()).choose(exchange.languages(), stored), maker);
    }

    /** Returns the language of the page on which a person submits a form; empty if they see the default for want of another. */
    Optional<Language> wanted(Exchange exchange, Validation validation) {
        return languages.wanted(exchange.languages(), Optional.ofNullable(validation.language()));
    }

    /** Returns the language that the client asks for in the URL to which it sends a person. */
    Optional<Language> asked(Exchange exchange) {
        return languages.chosen(exchange.languages());
    }

    /** Returns the page by which a person returns to a client that wants the result posted; empty for all other clients. */
    Optional<Reply> without(Exchange exchange, Ending ending, Instant now) {
        return NonceInPath.ifAny(exchange)
                .flatMap(nonce -> back.find(nonce, now))
                .filter(validation -> validation.authorization().formPost())
                .map(validation -> of(exchange, validation).without(Recipient.of(validation), ending.error()));
    }

    /** Sends a browser whose authorization request is refused back to the client. */
    Reply without(Exchange exchange, Recipient to, RequestError error) {
        return of(exchange, to.client(), Optional.empty()).without(to, error);
    }

    /** Finds the validation that a refused request is about, as {@link WaysBack#find}. */
    Optional<Validation> find(Secret nonce, Instant now) {
        return back.find(nonce, now);
    }

    /**
     * Answers a request that is refused without a page of its own. A person gets an error page with the way back to the client,
     * in the language of the other pages.
     *
     * @param asked returns true if the request may be about this validation
     */
    Reply error(Exchange exchange, Problem problem, Optional<Secret> nonce, Predicate<Validation> asked, Instant now) {
        return nonce.filter(any -> exchange.html() && !(problem instanceof DatabaseException))
                .flatMap(known -> back.find(known, now)
                        .filter(asked)
                        .map(validation -> of(exchange, validation).error(problem, known, validation, now)))
                .orElseGet(() -> Reply.error(problem, exchange.html()));
    }

    /** Returns the page on which a person chooses the language of the pages of a validation. */
    Reply languages(Exchange exchange, Optional<Secret> nonce, Instant now) {
        return nonce.flatMap(known -> back.find(known, now)
                        .map(validation -> of(exchange, validation).languages(known, validation, now)))
                .orElseGet(() -> Reply.page(200, LanguagesPage.NAME, LanguagesPage.PLAIN));
    }
}
