package dev.challenger.audit;

import dev.challenger.address.Address;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of the audit log, built field by field. Never add a secret or an unmasked address. */
public final class AuditLine {
    private final Map<AuditField, Object> values = new EnumMap<>(AuditField.class);

    private AuditLine() {}

    public static AuditLine of(AuditEvent event) {
        return new AuditLine().with(AuditField.EVENT, event.toString());
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
     * @param address the full address; null adds nothing
     */
    public AuditLine address(@Nullable Address address) {
        return address == null ? this : with(AuditField.ADDRESS, address.mask());
    }

    public AuditLine code(ErrorCode code) {
        return with(AuditField.CODE, code.number());
    }

    /** A JSON object with the fields in the order of {@link AuditField}. */
    @Override
    public String toString() {
        return Json.writeAscii(values);
    }
}
