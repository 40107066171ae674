package dev.challenger.transmission;

import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.QPEncoderStream;

/**
 * A message as a mail: plain text in UTF-8 to one recipient, marked as generated automatically (RFC 3834).
 *
 * <p>It is written here, since the library's class for mails looks for its encoders on the class path for every message.
 *
 * @param from the address of the sender, for the envelope
 * @param to the address of the recipient, for the envelope
 * @param content the mail in ASCII, with {@code CR LF} at the end of each line
 */
record TextMail(String from, String to, byte[] content) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern PLAIN = Pattern.compile("[\t\r\n\\x20-\\x7E]*");
    /** RFC 5322 section 2.1.1. */
    private static final int LONGEST_LINE = 998;
    /** So many bytes make an encoded word of 72 characters (RFC 2047 section 2 allows 75). */
    private static final int BYTES_PER_WORD = 45;

    /** @param id the unique left part of the Message-ID, which must not reveal the name of this machine */
    static TextMail of(Originator from, InternetAddress to, Message message, String id, Instant now) {
        String text = LINE_END.matcher(message.text()).replaceAll("\r\n");
        boolean plain = PLAIN.matcher(text).matches() && text.lines().allMatch(line -> line.length() <= LONGEST_LINE);
        List<String> headers = List.of(
                "Date: " + DATE.format(now),
                "From: " + from.address(),
                "To: " + to,
                "Message-ID: <" + id + "@" + from.domain() + ">",
                // A line break in a subject would make another header.
                "Subject: " + encoded(CONTROL.matcher(message.subject()).replaceAll(" ")),
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: " + (plain ? "7bit" : "quoted-printable"),
                "Auto-Submitted: auto-generated",
                "",
                plain ? text : quotedPrintable(text));
        return new TextMail(
                from.address().getAddress(),
                to.getAddress(),
                String.join("\r\n", headers).getBytes(StandardCharsets.US_ASCII));
    }

    /** Encodes a header that is not plain in words of base64 (RFC 2047), one on each line. No word ends within a character. */
    private static String encoded(String text) {
        if (PLAIN.matcher(text).matches() && text.length() <= LONGEST_LINE / 2) {
            return text;
        }
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        text.codePoints().mapToObj(Character::toString).forEach(character -> {
            byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
            if (word.size() + bytes.length > BYTES_PER_WORD) {
                words.add(word(word));
                word.reset();
            }
            word.writeBytes(bytes);
        });
        words.add(word(word));
        return String.join("\r\n ", words);
    }

    private static String word(ByteArrayOutputStream bytes) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "?=";
    }

    private static String quotedPrintable(String text) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (QPEncoderStream encoder = new QPEncoderStream(encoded)) {
            encoder.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return encoded.toString(StandardCharsets.US_ASCII);
    }

    /** Hides the mail, since its text has the TAN. */
    @Override
    public String toString() {
        return "TextMail[…]";
    }
}
