package dev.challenger.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import dev.challenger.audit.AuditLine;
import dev.challenger.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One event of a time line: a line of the audit log, without what its row has anyway, and without the network, which is personal
 * data.
 *
 * @param fields with their values as in the line, in its order. The mark has only its first letters: enough to tell the
 *     addresses of one validation from each other, too few to tell whose they are
 */
public record TraceEvent(Map<AuditField, JsonNode> fields) {
    private static final int MARK_LETTERS = 4;
    private static final Set<AuditField> KEPT = EnumSet.of(
            AuditField.AT,
            AuditField.EVENT,
            AuditField.MARK,
            AuditField.TEST,
            AuditField.CODE,
            AuditField.REASON,
            AuditField.SENDER,
            AuditField.MESSAGE,
            AuditField.REPLY,
            AuditField.ATTEMPTS_LEFT);

    /** Returns the event of a line, as {@link #read} takes it. */
    static String of(AuditLine line) {
        Map<AuditField, Object> kept = line.values();
        kept.keySet().retainAll(KEPT);
        kept.computeIfPresent(AuditField.MARK, (field, mark) -> beginning(mark.toString()));
        return Json.writeAscii(kept);
    }

    /**
     * Reads what {@link #of} has made of a line.
     *
     * @throws IllegalStateException if the text is not an event
     */
    static TraceEvent read(String text) {
        try {
            JsonNode json = Json.read(text);
            Map<AuditField, JsonNode> fields = new EnumMap<>(AuditField.class);
            KEPT.stream()
                    .filter(field -> json.has(field.toString()))
                    .forEach(field -> fields.put(field, json.get(field.toString())));
            TraceEvent event = new TraceEvent(fields);
            event.at();
            return event;
        } catch (JsonProcessingException | DateTimeParseException e) {
            // Without the cause, whose message quotes the text.
            throw new IllegalStateException("not an event");
        }
    }

    private static String beginning(String mark) {
        return mark.substring(0, Math.min(MARK_LETTERS, mark.length()));
    }

    public Instant at() {
        return Instant.parse(text(AuditField.AT).orElse(""));
    }

    /** Returns the kind of event; empty for one that only a newer version knows. */
    public Optional<AuditEvent> kind() {
        String name = text(AuditField.EVENT).orElse("");
        return Stream.of(AuditEvent.values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst();
    }

    public boolean is(AuditEvent kind) {
        return kind().filter(kind::equals).isPresent();
    }

    /** Returns true if a message was handed over or refused. */
    boolean isMessage() {
        return is(AuditEvent.SENT) || is(AuditEvent.REFUSED);
    }

    /** Returns true if both events are about the same address, as far as that is known. */
    boolean sameMark(TraceEvent other) {
        Optional<String> mark = text(AuditField.MARK);
        return mark.isPresent() && mark.equals(other.text(AuditField.MARK));
    }

    public Optional<String> text(AuditField field) {
        return Optional.ofNullable(fields.get(field)).map(JsonNode::asText);
    }

    /**
     * Returns true if the event is about an address with another mark.
     *
     * @param marks those of an address; empty if it is unknown
     */
    public boolean ofAnother(List<String> marks) {
        return !marks.isEmpty()
                && text(AuditField.MARK)
                        .filter(own ->
                                marks.stream().noneMatch(mark -> beginning(mark).equals(own)))
                        .isPresent();
    }
}
