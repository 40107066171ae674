package dev.challenger.statistics;

import dev.challenger.address.Channel;
import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import dev.challenger.audit.AuditLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the lines of the audit log for counting. Lines about test addresses do not count, since nothing is sent there. */
public final class Occurrences {
    private static final int NAMES = 50;
    /** The number of codes on their way that are remembered, to measure how long people take. */
    private static final int REMEMBERED = 10_000;

    private final Channel validated;
    private final InstantSource clock;
    private final Busiest owners;
    private final Busiest areas;
    private final Crowds crowds = new Crowds();
    private final Map<String, Instant> sentAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param validated the channel of validations, also before an address is entered
     * @param ownerDropped gets each client or instance that from now on counts as {@link Busiest#OTHER}
     * @param areaDropped gets each area that does so
     */
    public Occurrences(
            Channel validated, InstantSource clock, Consumer<String> ownerDropped, Consumer<String> areaDropped) {
        this.validated = validated;
        this.clock = clock;
        this.owners = new Busiest(NAMES, ownerDropped);
        this.areas = new Busiest(NAMES, areaDropped);
    }

    /** Returns the event of a line; empty if it does not count. */
    public Optional<Occurrence> read(AuditLine line) {
        if (line.find(AuditField.TEST).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Occurrence(
                line.event(),
                line.find(AuditField.CHALLENGE).isPresent(),
                line.channel().orElse(validated).toString(),
                line.find(AuditField.CLIENT)
                        .or(() -> line.find(AuditField.INSTANCE))
                        .map(owners::label)
                        .orElse(""),
                line.area().map(area -> label(area, line.addressNumber().orElse(0))),
                line.refusalKind().or(() -> line.find(AuditField.REASON)).orElse(""),
                line.isFirst(),
                took(line)));
    }

    private String label(String area, int address) {
        return crowds.isCrowd(area, address) ? areas.label(area) : Busiest.OTHER;
    }

    /** A code that another node sent is not known here, and is not measured. */
    private Optional<Duration> took(AuditLine line) {
        if (line.event() != AuditEvent.SENT && line.event() != AuditEvent.SOLVED) {
            return Optional.empty();
        }
        String id = line.find(AuditField.VALIDATION)
                .or(() -> line.find(AuditField.CHALLENGE).map(number -> "challenge " + number))
                .orElse("");
        Instant now = clock.instant();
        synchronized (sentAt) {
            Instant sent = sentAt.remove(id);
            if (line.event() == AuditEvent.SENT) {
                sentAt.put(id, now);
                return Optional.empty();
            }
            return Optional.ofNullable(sent).map(at -> now.isBefore(at) ? Duration.ZERO : Duration.between(at, now));
        }
    }
}
