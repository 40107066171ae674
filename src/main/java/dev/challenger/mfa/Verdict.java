package dev.challenger.mfa;

import java.util.List;

/** The answer to a demand: the operation may run, or challenges must be solved first. */
public sealed interface Verdict {
    /** Enough challenges are solved: the operation may run. */
    record Pass() implements Verdict {}

    /**
     * Challenges must be solved first. Nothing has been sent yet. As JSON this is the {@code ChallengeResponse} of the
     * protocol, the body of a 202.
     *
     * @param challenges the challenges to choose from; with {@code combiAnd} only those that are still unsolved
     * @param combiAnd true if all of them must be solved, false if one is enough
     */
    record Pending(List<Offered> challenges, boolean combiAnd) implements Verdict {
        public Pending {
            challenges = List.copyOf(challenges);
        }
    }

    /**
     * One challenge to solve.
     *
     * @param challengeId the public id, opaque to clients
     * @param tanInfo enough of the address for its owner to recognise it
     */
    record Offered(String challengeId, TanChannel tanChannel, String tanInfo) {
        /** Leaves out the id, which lets its holder have messages sent. */
        @Override
        public String toString() {
            return "Offered[" + tanChannel + "]";
        }
    }
}
