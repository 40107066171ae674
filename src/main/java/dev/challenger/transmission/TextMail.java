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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.util.QPEncoderStream;

/**
 * A message as a mail to one recipient: plain text in UTF-8, and HTML if the message has it. It is marked as generated
 * automatically (RFC 3834).
 *
 * <p>It is written here, since the library's class for mails looks for its encoders on the class path for every message.
 *
 * @param from the address of the sender, for the envelope
 * @param to the address of the recipient, for the envelope
 * @param content the mail with {@code CR LF} at the end of each line: in ASCII, but for a recipient whose address is not
 *     (RFC 6532)
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
        Stream<String> lines = Stream.of(
                        Stream.of(
                                "Date: " + DATE.format(now),
                                "From: " + from.named(message.mail().sender().map(TextMail::oneLine)),
                                "To: " + to),
                        message.mail().replyTo().stream().map(address -> "Reply-To: " + oneLine(address)),
                        Stream.of(
                                "Message-ID: <" + id + "@" + from.domain() + ">",
                                "Subject: " + encoded(oneLine(message.subject())),
                                "MIME-Version: 1.0",
                                "Content-Language: " + message.language(),
                                "Auto-Submitted: auto-generated",
                                // Exchange sends automatic replies in spite of the header before.
                                "X-Auto-Response-Suppress: All"),
                        body(message, id))
                .flatMap(part -> part);
        String recipient = to.getAddress();
        boolean ascii = PLAIN.matcher(recipient).matches();
        return new TextMail(
                from.envelope(),
                recipient,
                lines.collect(Collectors.joining("\r\n"))
                        .getBytes(ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8));
    }

    /** A line break would make another header. */
    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** Returns the headers and the content of the body: the text alone, or the text and the same as HTML (RFC 2046 section 5.1.4). */
    private static Stream<String> body(Message message, String id) {
        Stream<String> text = part("text/plain", message.text());
        if (message.mail().html().isEmpty()) {
            return text;
        }
        // Quoted-printable never has this sequence, and texts of 7 bits do not know the id.
        String boundary = "=_" + id;
        return Stream.of(
                        Stream.of("Content-Type: multipart/alternative; boundary=\"" + boundary + "\"", ""),
                        Stream.of("--" + boundary),
                        text,
                        Stream.of("--" + boundary),
                        part("text/html", message.mail().html().get()),
                        Stream.of("--" + boundary + "--", ""))
                .flatMap(part -> part);
    }

    private static Stream<String> part(String type, String content) {
        String text = LINE_END.matcher(content).replaceAll("\r\n");
        boolean plain = PLAIN.matcher(text).matches() && text.lines().allMatch(line -> line.length() <= LONGEST_LINE);
        return Stream.of(
                "Content-Type: " + type + "; charset=UTF-8",
                "Content-Transfer-Encoding: " + (plain ? "7bit" : "quoted-printable"),
                "",
                plain ? text : quotedPrintable(text));
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
