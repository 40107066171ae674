package dev.challenger.confirm;

import dev.challenger.client.Clients;
import dev.challenger.http.ContextAttribute;
import dev.challenger.http.Origin;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.text.Texts;
import java.time.InstantSource;

/** The collaborators of the servlet of this package. */
public record ConfirmParts(Clients clients, TanChallenges challenges, Origin origin, Texts texts, InstantSource clock) {
    public static final ContextAttribute<ConfirmParts> ATTRIBUTE = new ContextAttribute<>(ConfirmParts.class);
}
