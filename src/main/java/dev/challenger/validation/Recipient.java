package dev.challenger.validation;

import dev.challenger.client.Client;
import dev.challenger.http.Parameters;
import dev.challenger.wire.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client that gets the result of an authorization request, and how. Its redirect URI is known to be good.
 *
 * @param state as in {@link Authorization}
 * @param formPost as in {@link Authorization}
 */
record Recipient(
        Client client, String redirectUri, @Nullable String state, boolean formPost) {
    static Recipient of(Validation validation) {
        Authorization bound = validation.authorization();
        return new Recipient(validation.client(), validation.redirectUri(), bound.state(), bound.formPost());
    }

    /**
     * Returns the recipient of the error for a request that is refused. The error is in the query if the response mode is unknown
     * or none for this redirect URI. A state that no answer can carry is left out.
     *
     * @param query of the request
     * @return empty if the redirect URI is not a registered one, or is there twice
     */
    static Optional<Recipient> of(Parameters query, Client client) {
        try {
            Optional<String> asked = query.find("redirect_uri");
            new Authorization(asked.orElse(null), null, null, false, false).requireRedirectUri(client);
            String uri = asked.orElse(client.redirectUri());
            boolean formPost = Redirection.takesForms(uri) && asksForPost(query);
            return Optional.of(new Recipient(client, uri, state(query, formPost), formPost));
        } catch (Problem bad) {
            return Optional.empty();
        }
    }

    private static boolean asksForPost(Parameters query) {
        try {
            return Authorization.formPost(query);
        } catch (Problem unknown) {
            return false;
        }
    }

    private static @Nullable String state(Parameters query, boolean formPost) {
        try {
            return query.bytes("state")
                    .map(bytes -> Authorization.state(bytes, formPost))
                    .orElse(null);
        } catch (Problem repeatedOrTooLong) {
            return null;
        }
    }

    /** Shows the client alone: a state may be secret. */
    @Override
    public String toString() {
        return "Recipient[" + client.id() + "]";
    }
}
