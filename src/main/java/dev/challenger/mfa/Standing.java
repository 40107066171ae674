package dev.challenger.mfa;

import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.tan.SentTan;
import dev.challenger.text.Language;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a challenge, for the page that shows it.
 *
 * @param hint enough for its owner to recognise the address; empty if the address is too short for one
 * @param client as in {@link TanChallenge}
 * @param language that the demand names
 * @param expiresAt the time from which it can no longer be solved
 * @param sendableAt the earliest time of the next message; if not before {@code expiresAt}, no message can be sent
 * @param out the TAN that was sent last; empty if nothing was sent or the challenge is solved
 */
public record Standing(
        String instance,
        long client,
        String operation,
        TanChannel channel,
        String hint,
        boolean solved,
        Optional<Language> language,
        Instant expiresAt,
        Instant sendableAt,
        Optional<Out> out) {
    /**
     * A TAN that was sent.
     *
     * @param enterable true if an entry can still be right
     * @param sentAt the time of the last transmission
     * @param reference the four letters that the message shows too
     * @param test true if nothing was sent because the address is a test address
     */
    public record Out(
            boolean enterable, int attemptsLeft, Instant sentAt, Instant expiresAt, String reference, boolean test) {}

    static Standing of(
            TanChallenge challenge, ChallengeRules rules, Derivation derivation, Dispatch dispatch, Instant now) {
        Bound bound = challenge.bound();
        SentTan sent = challenge.solved() ? null : challenge.tans().sent();
        return new Standing(
                bound.instance(),
                challenge.client(),
                bound.operation(),
                bound.channel(),
                bound.hints().get(0),
                challenge.solved(),
                Optional.ofNullable(challenge.language()),
                challenge.expiresAt(),
                rules.sendableAt(challenge, now),
                Optional.ofNullable(sent)
                        .map(tan -> new Out(
                                tan.good(now),
                                tan.attemptsLeft(),
                                rules.sentAt(tan),
                                tan.expiresAt(),
                                derivation.reference(challenge),
                                dispatch.fixedTan(bound, now).isPresent())));
    }
}
