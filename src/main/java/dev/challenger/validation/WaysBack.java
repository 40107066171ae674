package dev.challenger.validation;

import dev.challenger.db.DatabaseException;
import dev.challenger.secret.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The URLs by which people return: to this service, and to the client. They return to the client with a code once the
 * validation is solved, otherwise with the reason why they have none. All these begin with a redirect URI that the client has
 * registered.
 */
public final class WaysBack {
    private final Derivation derivation;
    private final ValidationStore store;
    private final String url;

    /** @param url the public URL of the service, which is its issuer identifier too */
    public WaysBack(Derivation derivation, ValidationStore store, String url) {
        this.derivation = derivation;
        this.store = store;
        this.url = url;
    }

    /** Returns the URL by which a person finds the page of a validation again. */
    String bookmark(Secret nonce) {
        return url + "/challenge/" + nonce.text();
    }

    /** Returns the URL to which a person goes on after the validation is solved: for a posted result, that of our page with it. */
    String solved(Secret nonce, Validation validation) {
        Authorization bound = validation.authorization();
        return bound.formPost()
                ? url + "/solve/" + nonce.text()
                : Redirection.of(validation.redirectUri(), bound.state(), derivation.code(validation), url);
    }

    /** Returns the parameters with which the result of a solved validation is posted. */
    Map<String, String> form(Validation validation) {
        return Redirection.form(validation.authorization().state(), derivation.code(validation), url);
    }

    /** Returns the URL by which a person returns without a code, as {@link #solved}. */
    String without(Secret nonce, Validation validation, Ending ending) {
        return validation.authorization().formPost()
                ? bookmark(nonce) + "?return=" + ending
                : without(Recipient.of(validation), ending.error());
    }

    /** Returns the redirect URI with an error. */
    String without(Recipient to, RequestError error) {
        return Redirection.of(to.redirectUri(), to.state(), error, url);
    }

    /** Returns the parameters with which an error is posted. */
    Map<String, String> form(Recipient to, RequestError error) {
        return Redirection.form(to.state(), error, url);
    }

    /**
     * Finds the validation that a request is about, to lead a person back. One that has expired is found too, until it is
     * purged.
     *
     * @return empty if there is no such validation, or the database fails
     */
    Optional<Validation> find(Secret nonce, Instant now) {
        try {
            return store.find(By.EXPIRED_NONCE, nonce.hash(), now);
        } catch (DatabaseException e) {
            // The page can be shown without it.
            return Optional.empty();
        }
    }

    /** Returns the URL by which a person returns, with a code if the validation is solved, otherwise for this reason. */
    String of(Secret nonce, Validation validation, Ending ending, Instant now) {
        if (!now.isBefore(validation.expiresAt())) {
            return without(nonce, validation, Ending.EXPIRED);
        }
        return validation.solved() ? solved(nonce, validation) : without(nonce, validation, ending);
    }
}
