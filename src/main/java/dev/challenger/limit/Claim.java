package dev.challenger.limit;

import java.util.function.Consumer;

/** The result of counting a message before it is handed over. */
public sealed interface Claim {
    /**
     * The message is counted and may be handed over.
     *
     * @param undo takes the message out of the counts; the argument is true if the hand-over was tried
     */
    record Granted(Consumer<Boolean> undo) implements Claim {
        /**
         * Takes the message out of the counts, because it was not handed over. A message whose TAN was guessed at stays counted,
         * since budgets bound guesses too.
         *
         * @param tried true if the hand-over was tried, so that it still counts as a try
         */
        public void giveBack(boolean tried) {
            undo.accept(tried);
        }
    }

    /**
     * The message is not counted and must not be handed over.
     *
     * @param problem code 9757 with the limit and the time until a message may be sent
     */
    record Refused(LimitProblem problem) implements Claim {}
}
