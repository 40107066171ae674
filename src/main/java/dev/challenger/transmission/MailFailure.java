package dev.challenger.transmission;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Describes a failed sending for the log. Replies of mail servers often quote the recipient, and exceptions quote the
 * replies. The description therefore has only the code of a reply, or the failure of the connection.
 */
final class MailFailure {
    private static final Pattern REFUSAL = Pattern.compile("[45]\\d\\d(?:[ -][45]\\.\\d{1,3}\\.\\d{1,3}\\b)?");
    private static final int NO_REPLY = -1;

    private MailFailure() {}

    /** @param server as {@code host:port} */
    static TransmissionException of(String server, SMTPTransport connection, Exception failure) {
        return new TransmissionException("mail server " + server + ": " + what(connection, chain(failure)));
    }

    private static String what(SMTPTransport connection, List<Throwable> chain) {
        Optional<String> broken = chain.stream()
                .filter(IOException.class::isInstance)
                .reduce((outer, inner) -> inner)
                // An exception of the network or of TLS, which knows neither the message nor the recipient.
                .map(Throwable::toString);
        return broken.or(() -> refusal(connection)).orElseGet(() -> other(chain.get(chain.size() - 1)));
    }

    private static Optional<String> refusal(SMTPTransport connection) {
        if (connection.getLastReturnCode() == NO_REPLY) {
            return Optional.of("closed the connection, or its answer is not SMTP");
        }
        Matcher refusal = REFUSAL.matcher(Objects.requireNonNullElse(connection.getLastServerResponse(), ""));
        return refusal.lookingAt() ? Optional.of("refused with " + refusal.group()) : Optional.empty();
    }

    private static String other(Throwable root) {
        boolean missesStartTls = root instanceof MessagingException
                && String.valueOf(root.getMessage()).startsWith("STARTTLS is required");
        return missesStartTls ? "does not offer STARTTLS" : root.getClass().getSimpleName();
    }

    private static List<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    }
}
