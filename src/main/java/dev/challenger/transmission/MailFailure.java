package dev.challenger.transmission;

import dev.challenger.transmission.TransmissionException.Fault;
import dev.challenger.transmission.smtp.SmtpSession;
import dev.challenger.transmission.smtp.SmtpSession.Step;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Describes a failed sending for the log, and decides how far the fault reaches. Replies of mail servers often quote the
 * recipient, and exceptions quote the replies. The description therefore has only the code of a reply, or the failure of the
 * connection.
 */
final class MailFailure {
    private static final Pattern REFUSAL = Pattern.compile("([45]\\d\\d)(?:[ -]([45]\\.\\d{1,3}\\.\\d{1,3})\\b)?");
    /**
     * Permanent refusals of a recipient. Not among them are 552 (RFC 5321 section 4.5.3.1.10), refusals of the sender
     * ({@code 5.1.7}, {@code 5.1.8}), a full mailbox ({@code 5.2.2}), and rules of the mail server ({@code 5.7.1}), such as one
     * against relaying, which are our fault or pass (RFC 3463).
     */
    private static final Pattern NO_SUCH_RECIPIENT =
            Pattern.compile("(?:501|550|551|553|554|556)(?: 5\\.(?:0\\.0|1\\.(?![78]$)\\d+|2\\.[01]|4\\.[14]))?");
    /** The same, said only after the text. Without an enhanced code such a refusal may be about the text. */
    private static final Pattern NO_SUCH_RECIPIENT_AFTER_ALL =
            Pattern.compile("5\\d\\d 5\\.(?:1\\.(?![78]$)\\d+|2\\.1)");

    private static final int NO_REPLY = -1;

    private MailFailure() {}

    /** @param server as {@code host:port} */
    static TransmissionException of(String server, SmtpSession session, Exception failure) {
        List<Throwable> chain = chain(failure);
        Optional<String> broken = chain.stream()
                .filter(IOException.class::isInstance)
                .reduce((outer, inner) -> inner)
                // An exception of the network or of TLS, which knows neither the message nor the recipient.
                .map(Throwable::toString);
        Optional<String> refusal = broken.isPresent() ? Optional.empty() : refusal(session);
        String what = broken.or(() -> refusal.map(reply -> "refused with " + reply))
                .orElseGet(() -> silent(session)
                        ? "closed the connection, or its answer is not SMTP"
                        : other(session, chain.get(chain.size() - 1)));
        boolean late = chain.stream().anyMatch(SocketTimeoutException.class::isInstance);
        return new TransmissionException(
                fault(session.step(), late, refusal.orElse("")),
                "mail server " + server + ": " + what + login(session),
                refusal,
                // Before the text, nothing is accepted.
                session.step() == Step.TEXT && refusal.isEmpty());
    }

    /**
     * Before the server has seen the recipient, every failure is its own, or ours. Afterwards a stranger may have caused it by a
     * bad address: servers even end a connection for that. Only silence counts against the server then.
     */
    private static Fault fault(Step step, boolean late, String refusal) {
        if (late) {
            return Fault.TIME_OUT;
        } else if (step.compareTo(Step.MAIL) <= 0) {
            return Fault.SENDER;
        }
        Pattern permanent = step == Step.RCPT ? NO_SUCH_RECIPIENT : NO_SUCH_RECIPIENT_AFTER_ALL;
        return permanent.matcher(refusal).matches() ? Fault.ADDRESS : Fault.MESSAGE;
    }

    private static boolean silent(SmtpSession session) {
        return session.getLastReturnCode() == NO_REPLY;
    }

    /** Returns the code of a refusal and its enhanced code, if it has one, with a blank in between. */
    private static Optional<String> refusal(SmtpSession session) {
        Matcher refusal = REFUSAL.matcher(Objects.requireNonNullElse(session.getLastServerResponse(), ""));
        return !silent(session) && refusal.lookingAt()
                ? Optional.of(refusal.group(2) == null ? refusal.group(1) : refusal.group(1) + " " + refusal.group(2))
                : Optional.empty();
    }

    /** Names the mechanisms, since an operator who may not log in looks for them first. */
    private static String login(SmtpSession session) {
        return session.tried()
                .filter(mechanism -> session.step() == Step.LOGIN)
                .map(mechanism -> " at the login by " + mechanism + "; it offers " + session.offered())
                .orElse("");
    }

    private static String other(SmtpSession session, Throwable root) {
        if (session.step() == Step.LOGIN) {
            String offered = session.offered();
            return offered.isEmpty() ? "offers no login" : "offers no login that is ours, only " + offered;
        }
        boolean missesStartTls = root instanceof MessagingException
                && String.valueOf(root.getMessage()).startsWith("STARTTLS is required");
        return missesStartTls ? "does not offer STARTTLS" : root.getClass().getSimpleName();
    }

    private static List<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    }
}
