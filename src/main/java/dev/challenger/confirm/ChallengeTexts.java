package dev.challenger.confirm;

import dev.challenger.limit.LimitProblem;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Standing;
import dev.challenger.mfa.TanChannel;
import dev.challenger.tan.TanProblem;
import dev.challenger.text.Texts;
import dev.challenger.transmission.NotHandedOver;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Optional;

/** Describes a challenge to a person, and explains why a request was refused. */
final class ChallengeTexts {
    private final Standing standing;
    private final Texts texts;

    ChallengeTexts(Standing standing, Texts texts) {
        this.standing = standing;
        this.texts = texts;
    }

    /** Returns the channel as in {@link ChallengePage}. */
    String channel() {
        return standing.channel() == TanChannel.SMS ? "phone" : "email";
    }

    /** Returns the operation to confirm, in words. */
    String operation() {
        return Demand.OPERATIONS.contains(standing.operation())
                ? texts.get("mfa.page.operation." + standing.operation(), standing.instance())
                : texts.get("mfa.page.operation", standing.instance(), standing.operation());
    }

    /** Explains why an entered TAN is not right. */
    String wrong() {
        return texts.get("pin.wrong");
    }

    /** Explains what is wrong with an entry; empty if the request was refused for another reason. */
    Optional<String> entry(Problem problem) {
        if (problem.code() == ErrorCode.MERCHANT_TAN_TOO_MANY_ATTEMPTS) {
            return Optional.of(wrong());
        }
        boolean entry =
                problem.isAboutParameter() && problem.detail().orElse("").equals("tan");
        return entry ? Optional.of(texts.get(TanProblem.fault(problem).key())) : Optional.empty();
    }

    /** Explains any other refusal. */
    String refusal(Problem problem, Instant now) {
        return switch (problem.code()) {
            case MERCHANT_TAN_TOO_EARLY -> later(problem, now);
            case MERCHANT_TAN_MFA_HELPER_EXEC_FAILED -> notHandedOver((NotHandedOver) problem);
            case GENERIC_FEATURE_NOT_IMPLEMENTED -> texts.get("mfa.page.not-set-up");
            default -> texts.get("notice.request");
        };
    }

    private String notHandedOver(NotHandedOver problem) {
        String text = switch (problem.reason()) {
            case NO_SUCH_ADDRESS -> "mfa.page.no-such-address";
            // People cannot change the address here.
            case UNSUPPORTED_ADDRESS, UNPRINTABLE_ADDRESS -> "mfa.page.unsupported-address";
            case FAULT, BUSY -> problem.text();
        };
        return texts.on(channel(), text);
    }

    /** Explains that no message is sent for now: the last one was too recent, or a budget is used up. */
    private String later(Problem problem, Instant now) {
        boolean early = now.isBefore(standing.sendableAt());
        if (!early && problem instanceof LimitProblem limit) {
            return texts.on(
                    channel(), "limit.fixed." + limit.limit(), texts.wait(limit.untilThen()), standing.instance());
        }
        boolean enterable = standing.out().filter(Standing.Out::enterable).isPresent();
        return texts.get(enterable ? "notice.waiting" : "mfa.page.early");
    }
}
