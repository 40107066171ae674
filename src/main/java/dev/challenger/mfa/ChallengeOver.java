package dev.challenger.mfa;

import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;

/**
 * A challenge is over (code 2126). Programs get the refusal of an unknown challenge. The page for people can name the instance,
 * until the challenge is purged.
 */
public final class ChallengeOver extends Problem {
    private static final long serialVersionUID = 1;

    private final transient Standing standing;

    ChallengeOver(Standing standing) {
        super(ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN);
        this.standing = standing;
    }

    /** Returns the last state of the challenge. */
    public Standing standing() {
        return standing;
    }
}
