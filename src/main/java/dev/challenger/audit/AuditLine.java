package dev.challenger.audit;

import dev.challenger.address.Address;
import dev.challenger.address.Area;
import dev.challenger.address.Channel;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A line of the audit log, built field by field. Never add a secret or an unmasked address. */
public final class AuditLine {
    private final Map<AuditField, Object> values = new EnumMap<>(AuditField.class);
    private final AuditEvent event;
    private @Nullable Address address;
    private @Nullable Problem problem;
    private boolean first;

    private AuditLine(AuditEvent event) {
        this.event = event;
        with(AuditField.EVENT, event.toString());
    }

    public static AuditLine of(AuditEvent event) {
        return new AuditLine(event);
    }

    public AuditLine with(AuditField field, String value) {
        values.put(field, value);
        return this;
    }

    public AuditLine with(AuditField field, long value) {
        values.put(field, value);
        return this;
    }

    public AuditLine with(AuditField field, boolean value) {
        values.put(field, value);
        return this;
    }

    /**
     * Adds the masked form of an address.
     *
     * @param full the full address; null adds nothing
     */
    public AuditLine address(@Nullable Address full) {
        address = full;
        return full == null ? this : with(AuditField.ADDRESS, full.mask());
    }

    /** Adds the code of a refusal, and its detail if there is one. */
    public AuditLine refusal(Problem refusal) {
        problem = refusal;
        refusal.loggable().ifPresent(detail -> with(AuditField.REASON, detail));
        return with(AuditField.CODE, refusal.code().number());
    }

    /**
     * Notes whether a message, sent or refused, was for an address to which its validation or TAN challenge had sent none
     * before. The line does not have this.
     */
    public AuditLine first(boolean firstToAddress) {
        first = firstToAddress;
        return this;
    }

    /** Returns whether the line is about an address to which no message had gone before. */
    public boolean isFirst() {
        return first;
    }

    public AuditEvent event() {
        return event;
    }

    /** Returns the value of a field as text, if the line has the field. */
    public Optional<String> find(AuditField field) {
        return Optional.ofNullable(values.get(field)).map(Object::toString);
    }

    /** Returns a copy of all fields: texts, numbers and booleans. */
    public Map<AuditField, Object> values() {
        return new EnumMap<>(values);
    }

    /** Returns the address, of which the line has the masked form only. */
    Optional<Address> address() {
        return Optional.ofNullable(address);
    }

    /** Returns the channel of the address. */
    public Optional<Channel> channel() {
        return address().map(full -> full.type().channel());
    }

    /** Returns the mail domain or the country of the address, which the line does not have. */
    public Optional<String> area() {
        return address()
                .map(Address::areas)
                .flatMap(areas -> Optional.ofNullable(areas.getOrDefault(Area.DOMAIN, areas.get(Area.COUNTRY))));
    }

    /** Returns a number that lines of one address share, and few others; the line does not have it. */
    public OptionalInt addressNumber() {
        return address == null
                ? OptionalInt.empty()
                : OptionalInt.of(address.normalised().hashCode());
    }

    /** Returns the word for the refusal, as {@link Problem#kind}, which the line does not have. */
    public Optional<String> refusalKind() {
        return Optional.ofNullable(problem).map(Problem::kind);
    }

    /** A JSON object with the fields in the order of {@link AuditField}. */
    @Override
    public String toString() {
        return Json.writeAscii(values);
    }
}
