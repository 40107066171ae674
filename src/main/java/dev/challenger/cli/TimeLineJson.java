package dev.challenger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.address.Address;
import dev.challenger.audit.AuditField;
import dev.challenger.trace.TimeLine;
import dev.challenger.trace.TimeLine.Kind;
import dev.challenger.trace.TraceEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time line as JSON.
 *
 * @param validation the number of the validation, or null; otherwise {@code challenge} has that of the TAN challenge
 * @param client 0 for the application in which the filter runs
 * @param address masked
 * @param marks of the address in the audit log
 * @param expiresAt in ISO 8601, as all times
 * @param complete false if the audit log has events that are missing here
 * @param events with the fields of the audit log. Of the mark they have the beginning: it tells events of another address
 */
record TimeLineJson(
        @Nullable Long validation,
        @Nullable Long challenge,
        long client,
        @Nullable String instance,
        @Nullable String operation,
        @Nullable String address,
        List<String> marks,
        String expiresAt,
        boolean solved,
        boolean erased,
        boolean complete,
        @Nullable Code code,
        List<Map<AuditField, JsonNode>> events) {
    /** The newest code. */
    private record Code(
            String expiresAt,
            int attemptsLeft,
            String resendAt,
            @Nullable Integer messagesLeft) {
        private static @Nullable Code of(TimeLine.@Nullable Code code) {
            return code == null
                    ? null
                    : new Code(
                            code.expiresAt().toString(),
                            code.attemptsLeft(),
                            code.resendAt().toString(),
                            code.messagesLeft());
        }
    }

    static TimeLineJson of(TimeLine line) {
        boolean validation = line.kind() == Kind.VALIDATION;
        Address address = line.address();
        return new TimeLineJson(
                validation ? line.id() : null,
                validation ? null : line.id(),
                line.asker().client(),
                line.asker().instance(),
                line.asker().operation(),
                address == null ? null : address.mask(),
                line.marks(),
                line.expiresAt().toString(),
                line.solved(),
                line.recorded().erased(),
                line.complete(),
                Code.of(line.code()),
                line.recorded().events().stream().map(TraceEvent::fields).toList());
    }
}
