package dev.challenger.confirm;

import dev.challenger.client.Clients;
import dev.challenger.http.ContextAttribute;
import dev.challenger.mfa.TanChallenges;

/** The collaborators of {@link InstancesServlet}. */
public record ConfirmParts(TanChallengeEndpoint endpoint, Clients clients, TanChallenges challenges) {
    public static final ContextAttribute<ConfirmParts> ATTRIBUTE = new ContextAttribute<>(ConfirmParts.class);
}
