package dev.challenger.trace;

import dev.challenger.address.Address;
import dev.challenger.audit.AuditEvent;
import dev.challenger.audit.AuditField;
import dev.challenger.trace.TimeLine.Asker;
import dev.challenger.trace.TimeLine.Code;
import dev.challenger.trace.TimeLine.Kind;
import dev.challenger.wire.ErrorCode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A time line in words, for people who have never read an audit log. */
public final class TimeLineText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /** A reply may have been written by anybody, and a terminal obeys control characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final String MALFORMED = Integer.toString(ErrorCode.GENERIC_PARAMETER_MALFORMED.number());

    private final ZoneId zone;
    private final Instant now;
    private final Map<Long, String> clients;

    /**
     * @param zone of the times in the words
     * @param clients the names of clients by id
     */
    public TimeLineText(ZoneId zone, Instant now, Map<Long, String> clients) {
        this.zone = zone;
        this.now = now;
        this.clients = clients;
    }

    /** Returns words for the marks by which lines of the audit log are found. */
    public static String marks(List<String> marks) {
        return "mark " + String.join(" or ", marks);
    }

    /** Returns a paragraph. */
    public String of(TimeLine line) {
        List<String> lines = new ArrayList<>();
        lines.add((line.kind() == Kind.VALIDATION ? "Validation " : "TAN challenge ") + line.id() + of(line.asker()));
        Address address = line.address();
        if (address != null) {
            lines.add("  Address " + address.mask() + ", in the audit log with the " + marks(line.marks()));
        }
        if (line.recorded().headless()) {
            lines.add("  What happened first is not recorded here: see the audit log.");
        }
        line.recorded().events().forEach(event -> lines.add("  " + time(event.at()) + "  " + sentence(event, line)));
        if (line.recorded().full()) {
            lines.add("  What happened later is not recorded here: see the audit log.");
        }
        if (line.unknownOutcome()) {
            lines.add("  It is not recorded if a message was handed over: see the audit log.");
        }
        lines.add("  Now: " + state(line));
        return printable(lines);
    }

    private static String printable(List<String> lines) {
        return String.join(
                System.lineSeparator(),
                lines.stream()
                        .map(line -> UNPRINTABLE.matcher(line).replaceAll("\uFFFD"))
                        .toList());
    }

    private String of(Asker asker) {
        String name = clients.get(asker.client());
        String client = asker.client() == 0
                ? "this application"
                : "client " + asker.client() + (name == null ? "" : " (" + name + ")");
        return asker.instance() == null
                ? ", ordered by " + client
                : ", demanded by " + client + " for " + asker.operation() + " of " + asker.instance();
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    private static String sentence(TraceEvent event, TimeLine line) {
        boolean another = event.ofAnother(line.marks());
        boolean unread = event.text(AuditField.MARK).isEmpty();
        return (line.isEntry(event) ? (another || unread ? "An" : "The") + " address was entered. " : "")
                + event.kind()
                        .map(kind -> sentence(kind, event))
                        .orElseGet(() -> "Event " + event.text(AuditField.EVENT).orElse("?") + ".")
                + (another ? " This was for another address." : "");
    }

    private static String sentence(AuditEvent kind, TraceEvent event) {
        return switch (kind) {
            case SETUP ->
                event.text(AuditField.MARK).isPresent()
                        ? "The client ordered the validation and filled in the address."
                        : "The client ordered the validation.";
            case DEMANDED -> "The operation was started, and waits to be confirmed.";
            case SENT -> sent(event);
            case REFUSED -> "No message was handed over: " + refusal(event) + said(event) + ".";
            case WRONG -> wrong(event);
            case SOLVED -> "The right code was entered.";
            case REDEEMED -> "The client exchanged its authorization code for an access token.";
            case REVOKED -> "The access token was revoked.";
            case FETCHED -> "The client fetched the address.";
            case PASSED -> "The operation was allowed.";
        };
    }

    private static String sent(TraceEvent event) {
        return event.text(AuditField.TEST).isPresent()
                ? "Nothing was sent, because this is a test address."
                : "A message was handed over to sender "
                        + event.text(AuditField.SENDER).orElse("?")
                        + event.text(AuditField.MESSAGE)
                                .map(id -> ", with the id " + id)
                                .orElse(", which gave no id")
                        + said(event) + ".";
    }

    private static String said(TraceEvent event) {
        return event.text(AuditField.REPLY)
                .map(reply -> "; the answer was: " + reply)
                .orElse("");
    }

    private static String refusal(TraceEvent event) {
        String reason = event.text(AuditField.REASON).or(() -> hint(event)).orElse("the reason is unknown");
        if (event.text(AuditField.CODE).filter(MALFORMED::equals).isPresent()) {
            return "it is malformed or not allowed (" + reason + ")";
        }
        return reason.startsWith("budget ") ? "the " + reason + " is used up" : reason;
    }

    private static Optional<String> hint(TraceEvent event) {
        String number = event.text(AuditField.CODE).orElse("");
        return Stream.of(ErrorCode.values())
                .filter(code -> Integer.toString(code.number()).equals(number))
                .map(code -> code.hint().replaceFirst("\\.$", ""))
                .findFirst();
    }

    private static String wrong(TraceEvent event) {
        return switch (event.text(AuditField.REASON).orElse("")) {
            case "wrong" ->
                "A wrong code was entered; attempts left: "
                        + event.text(AuditField.ATTEMPTS_LEFT).orElse("?") + ".";
            case "expired" -> "A code was entered after the code had expired.";
            case "exhausted" -> "A code was entered after all attempts were used up.";
            case "nothing-sent" -> "A code was entered before one was sent.";
            default -> "A code was entered and not accepted.";
        };
    }

    private String state(TimeLine line) {
        Code code = line.code();
        if (line.recorded().erased()) {
            return "the address is erased, and what was recorded of it.";
        } else if (line.solved()) {
            return "solved.";
        } else if (!now.isBefore(line.expiresAt())) {
            return "expired at " + time(line.expiresAt()) + "; the person must start again.";
        } else if (code == null) {
            return "no code is out.";
        }
        return code(code) + next(code) + " It ends at " + time(line.expiresAt()) + ".";
    }

    private String code(Code code) {
        if (code.attemptsLeft() <= 0) {
            return "all attempts at the code are used up.";
        }
        return now.isBefore(code.expiresAt())
                ? "the code can be entered until " + time(code.expiresAt()) + "; attempts left: " + code.attemptsLeft()
                        + "."
                : "the code expired at " + time(code.expiresAt()) + ".";
    }

    private String next(Code code) {
        Integer left = code.messagesLeft();
        if (left != null && left == 0) {
            return " No message to this address is left.";
        }
        boolean wait = code.attemptsLeft() > 0 && now.isBefore(code.resendAt());
        return (left == null ? "" : " Messages left for this address: " + left + ".")
                + (wait ? " The next one can be requested at " + time(code.resendAt()) + "." : "");
    }
}
