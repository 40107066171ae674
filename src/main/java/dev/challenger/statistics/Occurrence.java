package dev.challenger.statistics;

import dev.challenger.audit.AuditEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event of the audit log, reduced to the words by which events are counted. Strangers choose some of them, so their number
 * is bounded; see {@link Busiest}.
 *
 * @param operation true for a TAN challenge, which confirms an operation; false for a validation
 * @param channel of the address, or of all validations before an address was entered
 * @param owner the id of the client, or the instance of a TAN challenge
 * @param area the mail domain or the country, if the event is about an address; {@link Busiest#OTHER} as long as so few
 *     addresses of it are known that its name would point to one of them
 * @param reason of a refusal, or of an entry that was not accepted
 * @param first true for a message, sent or refused, to an address to which none had gone before
 * @param took the time since the last message, for a code that was entered; empty if another node sent it
 */
public record Occurrence(
        AuditEvent event,
        boolean operation,
        String channel,
        String owner,
        Optional<String> area,
        String reason,
        boolean first,
        Optional<Duration> took) {
    /** Returns the names under which this counts: that of the event, {@link Total#ENTERED} and {@link Total#FIRST}. */
    public List<String> names() {
        boolean sent = event == AuditEvent.SENT;
        boolean entered = first && !operation && (sent || event == AuditEvent.REFUSED);
        return Stream.of(
                        Optional.of(event.toString()),
                        Optional.of(Total.ENTERED).filter(name -> entered),
                        Optional.of(Total.FIRST).filter(name -> first && sent))
                .flatMap(Optional::stream)
                .toList();
    }
}
