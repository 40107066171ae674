package dev.challenger.validation;

import dev.challenger.address.Address;
import dev.challenger.audit.Audit;
import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import dev.challenger.audit.AuditLine;
import dev.challenger.http.Exchange;
import dev.challenger.http.Origin;
import dev.challenger.tan.TanRules.Reason;
import dev.challenger.transmission.Delivery.Result;
import dev.challenger.transmission.NotHandedOver;
import dev.challenger.transmission.Receipt;
import dev.challenger.transmission.TestAddresses;
import dev.challenger.wire.Problem;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes the events of validations to the audit log. */
public final class ValidationAudit {
    private final Audit audit;
    private final Origin origin;
    private final TestAddresses tests;
    private final InstantSource clock;

    public ValidationAudit(Audit audit, Origin origin, TestAddresses tests, InstantSource clock) {
        this.audit = audit;
        this.origin = origin;
        this.tests = tests;
        this.clock = clock;
    }

    /** Writes an event without further fields. */
    public void write(AuditEvent event, Validation validation, Exchange exchange) {
        audit.write(line(event, validation, validation.lastAddress(), exchange));
    }

    /**
     * Writes that a validation was ordered.
     *
     * @param id the id of the new row
     */
    void setup(long id, Validation begun, Exchange exchange) {
        audit.write(line(AuditEvent.SETUP, begun, begun.prefilled(), exchange).with(AuditField.VALIDATION, id));
    }

    /**
     * Writes that a message was handed over, or that none was because of a test address.
     *
     * @param first true for the first message to the address
     */
    void sent(Validation validation, boolean first, Result result, Exchange exchange) {
        AuditLine line = line(AuditEvent.SENT, validation, validation.lastAddress(), exchange)
                .first(first);
        if (result instanceof Result.HandedOver handedOver) {
            Receipt receipt = handedOver.receipt();
            line.with(AuditField.SENDER, receipt.sender());
            receipt.id().ifPresent(id -> line.with(AuditField.MESSAGE, id));
            receipt.reply().ifPresent(reply -> line.with(AuditField.REPLY, reply));
        }
        audit.write(line);
    }

    /**
     * Writes that no message was sent to an address.
     *
     * @param refused with an address only if it could be read
     * @param first true if this validation had sent no message to the address before
     */
    void refused(Refused refused, boolean first, Exchange exchange) {
        Problem problem = refused.problem();
        AuditLine line = line(AuditEvent.REFUSED, refused.after(), refused.address(), exchange)
                .first(first)
                .refusal(problem);
        if (problem instanceof NotHandedOver failure) {
            failure.reply().ifPresent(reply -> line.with(AuditField.REPLY, reply));
        }
        audit.write(line);
    }

    /** Writes that an entry was wrong or could not be accepted. */
    void wrong(Validation validation, Reason reason, Exchange exchange) {
        audit.write(line(AuditEvent.WRONG, validation, validation.lastAddress(), exchange)
                .with(AuditField.REASON, reason.toString())
                .with(AuditField.ATTEMPTS_LEFT, ChallengeStatus.attemptsLeft(validation)));
    }

    private AuditLine line(AuditEvent event, Validation validation, @Nullable Address address, Exchange exchange) {
        AuditLine line = AuditLine.of(event)
                .with(AuditField.VALIDATION, validation.id())
                .with(AuditField.CLIENT, validation.client().id())
                .address(address);
        if (address != null && tests.contain(address, clock.instant())) {
            line.with(AuditField.TEST, true);
        }
        exchange.network(origin).ifPresent(network -> line.with(AuditField.NETWORK, network.toString()));
        return line;
    }
}
