package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.db.Rows.Change;
import dev.challenger.text.Language;
import java.util.Objects;
import java.util.Optional;

/** The result of submitting an address. */
sealed interface Submission extends Change<Validation>
        permits Refused, Submission.Completed, Submission.Waiting, Submission.Doubted, Submission.Sending {
    /** The validation was solved before. Nothing is sent. */
    record Completed(Validation after) implements Submission {}

    /** It is too early for another message. Nothing is sent, and the TAN of the last message stays valid. */
    record Waiting(Validation after) implements Submission {}

    /** The address looks mistyped, and the person is to be asked. Nothing is sent or changed. */
    record Doubted(Validation after, Address typed, Address meant) implements Submission {}

    /**
     * A message is to be sent. Writing {@code after} claims the transmission; if the message is not handed over, it
     * is given back.
     */
    record Sending(Validation before, Validation after) implements Submission {
        /** Returns the same with the language of the message, if one is known. */
        Sending in(Optional<Language> language) {
            return language.map(known -> new Sending(before, after.in(known))).orElse(this);
        }

        /** Returns the address that the message goes to. */
        Address to() {
            return Objects.requireNonNull(after.destination()).address();
        }

        /** Returns true if this is the first message to its address. */
        boolean isFirst() {
            Destination earlier = before.destination();
            return earlier == null || !earlier.address().same(to());
        }
    }
}
