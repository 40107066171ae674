package dev.challenger.grant;

import dev.challenger.client.Client;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.validation.By;
import dev.challenger.validation.Grant;
import dev.challenger.validation.Validation;
import dev.challenger.validation.ValidationStore;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /introspect}: a client asks whether its access token is active (RFC 7662). A token that is unknown, expired,
 * revoked or another client's is not active, nor is one whose address is erased; the answer tells nothing else about it.
 */
public final class IntrospectServlet extends ClientEndpoint {
    private static final long serialVersionUID = 1;

    private String issuer;
    private ValidationStore store;
    private InstantSource clock;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        GrantParts grant = GrantParts.ATTRIBUTE.get(context);
        issuer = grant.issuer();
        store = grant.validation().store();
        clock = grant.validation().clock();
    }

    /**
     * The answer. It has no {@code sub}: only {@code /info} and {@code /userinfo} give what was validated.
     *
     * @param exp seconds since the epoch
     */
    private record Introspection(
            boolean active,
            @Nullable String clientId,
            @Nullable String tokenType,
            @Nullable Long exp,
            @Nullable String iss) {
        static final Introspection INACTIVE = new Introspection(false, null, null, null, null);
    }

    @Override
    protected Reply post(Exchange exchange) {
        Parameters form = exchange.form();
        String token = form.get("token");
        Client client = authenticate(exchange, form);
        Optional<Validation> own = Secret.parse(token)
                .flatMap(secret -> store.find(By.TOKEN, secret.hash(), clock.instant()))
                .filter(validation -> validation.client().id() == client.id() && validation.validatedAddress() != null);
        return Reply.json(200, own.map(this::active).orElse(Introspection.INACTIVE));
    }

    private Introspection active(Validation validation) {
        Grant.Token token = Objects.requireNonNull(
                Objects.requireNonNull(validation.grant()).token());
        return new Introspection(
                true,
                Long.toString(validation.client().id()),
                "Bearer",
                token.expiresAt().getEpochSecond(),
                issuer);
    }
}
