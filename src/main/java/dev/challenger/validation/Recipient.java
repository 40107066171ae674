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
     * Returns the recipient of the error for a request that is refused. A state that no answer can carry is left out.
     *
     * @param query of the request
     * @return empty if the redirect URI is not a registered one, or is there twice
     */
    static Optional<Recipient> of(Parameters query, Client client) {
        try {
            Authorization asked =
                    new Authorization(query.find("redirect_uri").orElse(null), null, null, readable(query), false);
            asked.requireRedirectUri(client);
            String uri = asked.redirectUri();
            return Optional.of(new Recipient(
                    client, uri == null ? client.redirectUri() : uri, state(query, asked), asked.formPost()));
        } catch (Problem bad) {
            return Optional.empty();
        }
    }

    private static boolean readable(Parameters query) {
        try {
            return Authorization.formPost(query);
        } catch (Problem unknown) {
            return false;
        }
    }

    private static @Nullable String state(Parameters query, Authorization asked) {
        try {
            return query.bytes("state")
                    .map(bytes -> Authorization.state(bytes, asked.formPost()))
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
