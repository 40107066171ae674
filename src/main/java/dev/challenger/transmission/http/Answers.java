package dev.challenger.transmission.http;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The meaning of a gateway's answers.
 *
 * @param accepted the message is accepted if one of these conditions is met; at least one
 * @param refused the address does not exist if one of these is met
 * @param declined the message is not accepted for another reason if one of these is met, whatever the status
 * @param id where the gateway tells its id of the message
 */
public record Answers(
        List<Condition> accepted, List<Condition> refused, List<Condition> declined, Optional<JsonPointer> id) {
    private static final int BUSY = 503;

    public Answers {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
        declined = List.copyOf(declined);
    }

    boolean accept(Answer answer) {
        return accepted.stream().anyMatch(condition -> condition.isMetBy(answer));
    }

    boolean refuse(Answer answer) {
        return refused.stream().anyMatch(condition -> condition.isMetBy(answer));
    }

    /**
     * Returns true if an answer that is no acceptance leaves open what became of the message: the gateway has failed, or the
     * part of the answer that decides cannot be read.
     */
    boolean leaveOpen(Answer answer) {
        if (Stream.concat(refused.stream(), declined.stream()).anyMatch(condition -> condition.isMetBy(answer))) {
            return false;
        }
        return answer.status() >= 500 && answer.status() != BUSY
                || accepted.stream()
                        .anyMatch(condition -> condition.hasStatus(answer)
                                && condition.value(answer).isEmpty());
    }

    Optional<String> id(Answer answer) {
        return id.flatMap(pointer -> Condition.find(answer, pointer));
    }

    /** Returns the value that a condition has looked at, which tells the operator the reason of a refusal. */
    Optional<String> reason(Answer answer) {
        return Stream.of(refused, declined, accepted)
                .flatMap(List::stream)
                .filter(condition -> condition.hasStatus(answer))
                .flatMap(condition -> condition.value(answer).stream())
                .findFirst();
    }
}
