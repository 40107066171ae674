package dev.challenger.transmission;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** A message as a mail: plain text in UTF-8 to one recipient, marked as generated automatically (RFC 3834). */
final class TextMail extends MimeMessage {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private final String id;

    /** @param id the unique left part of the Message-ID */
    TextMail(Originator from, InternetAddress to, Message message, String id, Instant now) throws MessagingException {
        super((Session) null);
        this.id = "<" + id + "@" + from.domain() + ">";
        setFrom(from.address());
        setRecipient(RecipientType.TO, to);
        // The library folds and encodes headers, but takes a line break in ASCII text as intended: header injection.
        setSubject(CONTROL.matcher(message.subject()).replaceAll(" "), "UTF-8");
        setHeader("Date", DATE.format(now));
        setHeader("Auto-Submitted", "auto-generated");
        setDataHandler(new DataHandler(body(message.text())));
    }

    /** Uses bytes: for a string the library looks for a converter with the thread's context class loader. */
    private static ByteArrayDataSource body(String text) {
        String lines = LINE_END.matcher(text).replaceAll("\r\n");
        return new ByteArrayDataSource(lines.getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8");
    }

    /** Sets our own id: the library's would reveal the name of this machine. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
