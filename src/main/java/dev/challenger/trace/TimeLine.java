package dev.challenger.trace;

import dev.challenger.address.Address;
import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of one validation or TAN challenge, as far as the database knows it.
 *
 * @param id the number of the row, as in the audit log
 * @param address whose time line it is; null if none was entered yet, or it is erased
 * @param marks of the address in the audit log, the oldest first; empty without an address
 * @param recorded the events
 * @param expiresAt the end of the time in which a code can be entered
 * @param solved true if the right code was entered
 * @param code the newest code; null if none is out
 */
public record TimeLine(
        Kind kind,
        long id,
        Asker asker,
        @Nullable Address address,
        List<String> marks,
        Recorded recorded,
        Instant expiresAt,
        boolean solved,
        @Nullable Code code) {
    /** The two faces of the protocol. */
    public enum Kind {
        VALIDATION("validation", AuditField.VALIDATION),
        CHALLENGE("tan_challenge", AuditField.CHALLENGE);

        private final String table;
        private final AuditField field;

        Kind(String table, AuditField field) {
            this.table = table;
            this.field = field;
        }

        String table() {
            return table;
        }

        /** Returns the field of the audit log that has the number of the row. */
        public AuditField field() {
            return field;
        }
    }

    /**
     * The side that wants the address to be proved.
     *
     * @param client the id of the client; 0 for an application in which the filter runs
     * @param instance null for a validation
     * @param operation null for a validation
     */
    public record Asker(
            long client,
            @Nullable String instance,
            @Nullable String operation) {}

    /**
     * A code that was sent.
     *
     * @param expiresAt the time from which it is not accepted
     * @param resendAt the earliest time of the next message, while the code is good
     * @param messagesLeft the messages that may still go to the address; null for a TAN challenge
     */
    public record Code(
            Instant expiresAt,
            int attemptsLeft,
            Instant resendAt,
            @Nullable Integer messagesLeft) {}

    /**
     * The events that a row has.
     *
     * @param erased true if they are erased, with the address
     * @param full true if later events are only in the audit log
     * @param events in the order of time
     */
    public record Recorded(boolean erased, boolean full, List<TraceEvent> events) {
        private static final Recorded ERASED = new Recorded(true, false, List.of());

        /** @param events one a line; null if they are erased */
        static Recorded parse(@Nullable String events) {
            return events == null
                    ? ERASED
                    : new Recorded(
                            false,
                            events.length() >= TraceStore.FULL,
                            events.lines()
                                    .map(TraceEvent::read)
                                    // A node that lost its connection to the database may have stored some twice.
                                    .distinct()
                                    .sorted(Comparator.comparing(TraceEvent::at))
                                    .toList());
        }

        /** Returns true if the beginning is missing: the row is older than the column, or a node crashed. */
        public boolean headless() {
            return !erased
                    && events.stream().noneMatch(event -> event.is(AuditEvent.SETUP) || event.is(AuditEvent.DEMANDED));
        }
    }

    /** Returns the time of the first event; the epoch if there is none. */
    Instant beganAt() {
        return recorded.events.stream().findFirst().map(TraceEvent::at).orElse(Instant.EPOCH);
    }

    /** Returns the time line of one address of a validation that may have had several. */
    TimeLine of(Address one, List<String> marksOfOne) {
        return new TimeLine(kind, id, asker, one, marksOfOne, recorded, expiresAt, solved, code);
    }

    /**
     * Returns true if an event tells that a person entered an address, for which it is the first message that was handed over or
     * refused.
     */
    public boolean isEntry(TraceEvent event) {
        return kind == Kind.VALIDATION
                && event.isMessage()
                && recorded.events.stream()
                        .takeWhile(earlier -> !earlier.equals(event))
                        .noneMatch(earlier -> earlier.isMessage() && earlier.sameMark(event));
    }

    /** Returns false if the audit log has events that are missing here. */
    public boolean complete() {
        return !recorded.erased && !recorded.full && !recorded.headless() && !unknownOutcome();
    }

    /** Returns true if a code is out, and it is not recorded what became of its message. */
    public boolean unknownOutcome() {
        return code != null
                && !recorded.erased
                && recorded.events.stream().noneMatch(event -> event.is(AuditEvent.SENT) && !event.ofAnother(marks));
    }
}
