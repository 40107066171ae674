package dev.challenger.validation;

import dev.challenger.db.Rows.Change;
import dev.challenger.text.Language;
import java.util.Optional;

/** The result of submitting an address. */
sealed interface Submission extends Change<Validation>
        permits Refused, Submission.Completed, Submission.Waiting, Submission.Sending {
    /** The validation was solved before. Nothing is sent. */
    record Completed(Validation after) implements Submission {}

    /** It is too early for another message. Nothing is sent, and the TAN of the last message stays valid. */
    record Waiting(Validation after) implements Submission {}

    /**
     * A message is to be sent. Writing {@code after} claims the transmission; if the message is not handed over, it
     * is given back.
     */
    record Sending(Validation before, Validation after) implements Submission {
        /** Returns the same with the language of the message, if one is known. */
        Sending in(Optional<Language> language) {
            return language.map(known -> new Sending(before, after.in(known))).orElse(this);
        }
    }
}
