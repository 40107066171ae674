package dev.challenger.limit;

import dev.challenger.wire.Problem;

/** The result of counting a message before it is handed over. */
public sealed interface Claim {
    /**
     * The message is counted and may be handed over.
     *
     * @param undo takes the message out of the counts
     */
    record Granted(Runnable undo) implements Claim {
        /** Takes the message out of the counts, because it was not handed over. */
        public void giveBack() {
            undo.run();
        }
    }

    /**
     * The message is not counted and must not be handed over.
     *
     * @param problem code 9757 with the limit and the time until a message may be sent
     */
    record Refused(Problem problem) implements Claim {}
}
