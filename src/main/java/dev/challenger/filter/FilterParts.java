package dev.challenger.filter;

import dev.challenger.confirm.TanChallengeEndpoint;
import dev.challenger.http.ContextAttribute;
import dev.challenger.mfa.TanChallenges;

/**
 * The collaborators of {@link TanChallengeFilter}.
 *
 * @param maxBody of a protected request, in bytes
 */
public record FilterParts(TanChallengeEndpoint endpoint, TanChallenges challenges, Protection protection, int maxBody) {
    public static final ContextAttribute<FilterParts> ATTRIBUTE = new ContextAttribute<>(FilterParts.class);
}
