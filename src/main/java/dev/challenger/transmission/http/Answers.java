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
    /** The request is done, and its result is elsewhere (RFC 9110 section 15.4.4). */
    private static final int SEE_OTHER = 303;

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
     * Returns true if an answer that is no acceptance leaves open what became of the message: the gateway has failed, it has
     * done something that no condition is about, or the part of the answer that decides cannot be read.
     */
    boolean leaveOpen(Answer answer) {
        if (Stream.concat(refused.stream(), declined.stream()).anyMatch(condition -> condition.isMetBy(answer))) {
            return false;
        }
        List<Condition> deciding = accepted.stream()
                .filter(condition -> condition.hasStatus(answer))
                .toList();
        int status = answer.status();
        return status >= 500 && status != BUSY
                || deciding.isEmpty() && (status / 100 == 2 || status == SEE_OTHER)
                || deciding.stream()
                        .anyMatch(condition -> condition.value(answer).isEmpty());
    }

    /** Returns true if a condition on a refusal is never met, because every answer with its status is accepted. */
    public boolean hide(Condition refusal) {
        return refusal.isHiddenBy(accepted);
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
