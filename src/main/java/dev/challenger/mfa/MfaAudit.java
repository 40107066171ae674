package dev.challenger.mfa;

import dev.challenger.audit.Audit;
import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import dev.challenger.audit.AuditLine;
import dev.challenger.mfa.TanChallenge.Bound;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.transmission.Delivery.Result;
import dev.challenger.transmission.NotHandedOver;
import dev.challenger.transmission.Receipt;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the events of TAN challenges to the audit log. The lines have the ids of the rows, because the holder of a public
 * id can have messages sent, and can run the operation once the challenge is solved.
 */
final class MfaAudit {
    private final Audit audit;
    private final Dispatch dispatch;

    MfaAudit(Audit audit, Dispatch dispatch) {
        this.audit = audit;
        this.dispatch = dispatch;
    }

    /** Writes an event without further fields. */
    void write(AuditEvent event, TanChallenge challenge, Optional<Network> network, Instant now) {
        audit.write(line(event, challenge, network, now));
    }

    /** Writes that a message was handed over, or that none was because of a test address. */
    void sent(TanChallenge challenge, Result result, Optional<Network> network, Instant now) {
        boolean first = challenge.tans().issued() == 1 && challenge.transmissions() == 1;
        AuditLine line = line(AuditEvent.SENT, challenge, network, now).first(first);
        if (result instanceof Result.HandedOver handedOver) {
            Receipt receipt = handedOver.receipt();
            line.with(AuditField.SENDER, receipt.sender());
            receipt.id().ifPresent(id -> line.with(AuditField.MESSAGE, id));
            receipt.reply().ifPresent(reply -> line.with(AuditField.REPLY, reply));
        }
        audit.write(line);
    }

    /** Writes that no message was sent. */
    void refused(TanChallenge challenge, Problem problem, Optional<Network> network, Instant now) {
        AuditLine line = line(AuditEvent.REFUSED, challenge, network, now).refusal(problem);
        if (problem instanceof NotHandedOver failure) {
            failure.reply().ifPresent(reply -> line.with(AuditField.REPLY, reply));
        }
        audit.write(line);
    }

    /** Writes that an entry was not right, or was not compared. */
    void wrong(TanChallenge after, Reason reason, Optional<Network> network, Instant now) {
        audit.write(line(AuditEvent.WRONG, after, network, now)
                .with(AuditField.REASON, reason.toString())
                .with(AuditField.ATTEMPTS_LEFT, after.tans().attemptsLeft()));
    }

    private AuditLine line(AuditEvent event, TanChallenge challenge, Optional<Network> network, Instant now) {
        Bound bound = challenge.bound();
        AuditLine line = AuditLine.of(event)
                .with(AuditField.CHALLENGE, challenge.id())
                .with(AuditField.INSTANCE, bound.instance())
                .with(AuditField.OPERATION, bound.operation())
                .address(bound.address());
        if (dispatch.fixedTan(bound, now).isPresent()) {
            line.with(AuditField.TEST, true);
        }
        network.ifPresent(from -> line.with(AuditField.NETWORK, from.toString()));
        return line;
    }
}
