package dev.challenger.grant;

import dev.challenger.audit.AuditEvent;
import dev.challenger.client.Client;
import dev.challenger.db.Rows.Change;
import dev.challenger.http.Exchange;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.secret.Secret;
import dev.challenger.validation.By;
import dev.challenger.validation.Grant;
import dev.challenger.validation.Validation;
import dev.challenger.validation.ValidationAudit;
import dev.challenger.validation.ValidationStore;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/**
 * {@code POST /revoke}: a client revokes its access token (RFC 7009). The answer does not tell whether the token exists or to
 * which client it belongs.
 */
public final class RevokeServlet extends ClientEndpoint {
    private static final long serialVersionUID = 1;

    private ValidationStore store;
    private ValidationAudit audit;
    private InstantSource clock;

    @Override
    protected void init(ServletContext context) {
        super.init(context);
        GrantParts grant = GrantParts.ATTRIBUTE.get(context);
        store = grant.validation().store();
        audit = grant.validation().audit();
        clock = grant.validation().clock();
    }

    /** @param own true if the token is that of the client, and so is revoked */
    private record Revocation(Validation after, boolean own) implements Change<Validation> {}

    private static Revocation revoke(Validation validation, Client client) {
        Grant grant = Objects.requireNonNull(validation.grant());
        boolean own = validation.client().id() == client.id();
        return new Revocation(own ? validation.with(grant.revoked()) : validation, own);
    }

    @Override
    protected Reply post(Exchange exchange) {
        Parameters form = exchange.form();
        String token = form.get("token");
        Client client = authenticate(exchange, form);
        Secret.parse(token)
                .flatMap(secret -> store.change(
                        By.TOKEN, secret.hash(), clock.instant(), validation -> revoke(validation, client)))
                .filter(Revocation::own)
                .ifPresent(revocation -> audit.write(AuditEvent.REVOKED, revocation.after(), exchange));
        // RFC 7009 leaves the body open; some clients parse every answer as JSON.
        return Reply.json(200, Map.of());
    }
}
