package dev.challenger.validation;

import dev.challenger.limit.LimitProblem;
import dev.challenger.tan.TanProblem;
import dev.challenger.text.Texts;
import dev.challenger.transmission.NotHandedOver;
import dev.challenger.wire.Problem;
import org.jspecify.annotations.Nullable;

/** Explains to a person why a request was refused, and what still works. */
final class Explanations {
    private final Texts texts;
    private final String channel;

    /** @param channel as in {@link ValidationPage} */
    Explanations(Texts texts, String channel) {
        this.texts = texts;
        this.channel = channel;
    }

    /** Explains why an entry is not right; null if the request was refused for another reason. */
    @Nullable
    String ofEntry(Problem problem) {
        if (problem instanceof UsedUp) {
            return texts.on(channel, "pin.wrong");
        }
        boolean pin = problem.isAboutParameter() && problem.detail().orElse("").equals("pin");
        return pin ? texts.on(channel, TanProblem.fault(problem).key()) : null;
    }

    /** Explains a refusal, and says what still works. */
    String of(Validation validation, Problem problem) {
        String asker = validation.client().name();
        if (problem instanceof LimitProblem limit) {
            String key = validation.fixAddress() ? "limit.fixed." : "limit.";
            return texts.on(channel, key + limit.limit(), texts.wait(limit.untilThen()), asker);
        }
        if (problem instanceof UsedUp used) {
            return texts.on(channel, used.key(), asker);
        }
        return switch (problem.code()) {
            case CHALLENGER_HELPER_EXEC_FAILED -> notHandedOver((NotHandedOver) problem);
            case CHALLENGER_CLIENT_FORBIDDEN_READ_ONLY -> texts.on(channel, "notice.read-only");
            default -> texts.get("notice.request");
        };
    }

    private String notHandedOver(NotHandedOver problem) {
        return texts.on(channel, problem.text(), problem.domain().orElse(""));
    }
}
