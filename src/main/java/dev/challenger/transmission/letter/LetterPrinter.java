package dev.challenger.transmission.letter;

import com.lowagie.text.DocumentException;
import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Field;
import dev.challenger.tan.Tan;
import dev.challenger.text.Language;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.MessageText;
import dev.challenger.transmission.Printer;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prints letters as PDF, on one page each. */
public final class LetterPrinter implements Printer {
    /** What XML cannot have: control characters, and halves of characters. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final Stationery stationery;
    private final InstantSource clock;

    public LetterPrinter(Stationery stationery, InstantSource clock) {
        this.stationery = stationery;
        this.clock = clock;
    }

    /**
     * Prints a letter to nobody, so that faults of the template and of the sender's address show at the start.
     *
     * @throws LetterFault if it cannot be printed
     */
    public static void tryOut(Stationery stationery) {
        Address nobody = new AddressPolicy(AddressType.POSTAL_CH, Optional.empty(), Map.of())
                .stored(Map.of(Field.CONTACT_NAME.name(), "N. N.", Field.ADDRESS_LINES.name(), "8000 Zürich"));
        MessageText text = new MessageText("N", "1234 5678", List.of(List.of("N", "N"), List.of("N")));
        Message letter = new Message(
                nobody,
                Language.EN,
                "N",
                text.plain(),
                Message.Mail.PLAIN,
                Tan.parse("12345678").orElseThrow(),
                "N",
                "N",
                Optional.of(new Message.Letter(text, "N", Optional.of("https://example.com"))));
        try {
            new LetterPrinter(stationery, InstantSource.fixed(Instant.EPOCH)).draw(letter);
        } catch (TransmissionException e) {
            throw new LetterFault(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public byte[] print(Message message) throws TransmissionException {
        try {
            return draw(message);
        } catch (LetterFault fault) {
            throw failure(Fault.MESSAGE, fault.loggable());
        }
    }

    private byte[] draw(Message message) throws TransmissionException {
        Message.Letter letter = message.letter().orElseGet(() -> plainLetter(message));
        Instant now = clock.instant();
        try (Pdf pdf = new Pdf(stationery.paper(), message.language(), plain(message.subject()), now)) {
            address(pdf, message.recipient());
            Page page = pdf.page(stationery.fonts(), message.language().direction());
            for (Sheet.Part part :
                    stationery.template().fill(model(message, letter, now)).parts()) {
                draw(
                        page,
                        part,
                        letter.page().map(url -> url + "#" + message.tan().digits()));
            }
            return pdf.bytes();
        } catch (Unprintable e) {
            throw failure(Fault.MESSAGE, String.valueOf(e.getMessage()));
        } catch (DocumentException e) {
            // Only the class: the message may have a text of the letter in it.
            throw failure(Fault.MESSAGE, "cannot be printed: " + e.getClass());
        }
    }

    /** Returns the letter of a message that has nothing but its text, such as the probe of a sender. */
    private static Message.Letter plainLetter(Message message) {
        MessageText text =
                new MessageText("", "", List.of(message.text().lines().toList()));
        return new Message.Letter(text, "", Optional.empty());
    }

    private void address(Pdf pdf, Address to) throws TransmissionException, DocumentException {
        List<String> lines = lines(to);
        Page page = pdf.page(stationery.fonts(), Script.direction(String.join("\n", lines)));
        try {
            page.address(stationery.window(), lines);
        } catch (Unprintable e) {
            throw failure(Fault.UNSUPPORTED, "in the address, " + e.getMessage());
        }
        try {
            page.sender(stationery.window(), stationery.returnAddress());
        } catch (Unprintable e) {
            throw failure(Fault.MESSAGE, "in post.return-address, " + e.getMessage());
        }
    }

    /** Returns the lines of an address from top to bottom, as the posts on its way want them. */
    List<String> lines(Address to) {
        return AddressBlock.of(to, stationery.origin());
    }

    private void draw(Page page, Sheet.Part part, Optional<String> link) throws Unprintable, DocumentException {
        if (part instanceof Sheet.Column column) {
            page.draw(column);
        } else if (part instanceof Sheet.Rule rule) {
            page.draw(rule.box());
        } else if (part instanceof Sheet.Qr qr && link.isPresent()) {
            page.draw(qr.box(), link.get());
        } else if (part instanceof Sheet.Logo logo && stationery.logo().isPresent()) {
            page.draw(logo.box(), stationery.logo().get());
        }
    }

    /** Nothing has been handed over. */
    private static TransmissionException failure(Fault fault, String what) {
        return new TransmissionException(fault, "letter: " + what, Optional.empty(), false);
    }

    private Map<String, Object> model(Message message, Message.Letter letter, Instant now) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", plain(message.subject()));
        values.put("operator", stationery.operator());
        values.put("client", plain(message.asker()));
        values.put("reference", message.reference());
        values.put("date", date(message.language(), now));
        values.put("language", message.language().tag());
        values.put("direction", message.language().direction().toString());
        values.put("label", letter.content().label());
        values.put("code", letter.content().code());
        values.put(
                "paragraphs",
                letter.content().paragraphs().stream()
                        .map(sentences ->
                                sentences.stream().map(LetterPrinter::plain).toList())
                        .toList());
        if (letter.page().isPresent()) {
            values.put("scan", letter.scan());
        }
        Paper paper = stationery.paper();
        return Map.of(
                "letter",
                values,
                "page",
                Map.of("width", paper.width(), "height", paper.height()),
                "logo",
                stationery.logo().isPresent());
    }

    private static String plain(String text) {
        return NO_XML.matcher(text).replaceAll(" ");
    }

    private static String date(Language language, Instant now) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .withZone(ZoneOffset.UTC)
                .format(now);
    }
}
