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

/** A message as it goes to the mail server: plain text in UTF-8 to one recipient, marked as made by a machine (RFC 3834). */
final class TextMail extends MimeMessage {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private final String id;

    /** @param id unique to this message, without the domain */
    TextMail(Originator from, InternetAddress to, Message message, String id, Instant now) throws MessagingException {
        super((Session) null);
        this.id = "<" + id + "@" + from.domain() + ">";
        setFrom(from.address());
        setRecipient(RecipientType.TO, to);
        // Mail libraries fold and encode, but a line break among ASCII they take for one that is meant.
        setSubject(CONTROL.matcher(message.subject()).replaceAll(" "), "UTF-8");
        setHeader("Date", DATE.format(now));
        setHeader("Auto-Submitted", "auto-generated");
        setDataHandler(new DataHandler(body(message.text())));
    }

    /** Bytes and not a string, since for a string a converter is searched by the thread's context class loader. */
    private static ByteArrayDataSource body(String text) {
        String lines = LINE_END.matcher(text).replaceAll("\r\n");
        return new ByteArrayDataSource(lines.getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8");
    }

    /** Ours, since the one that would be made has the name of this machine. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
