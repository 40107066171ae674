package dev.challenger.transmission.letter;

import dev.challenger.address.Address;
import dev.challenger.address.AddressPolicy;
import dev.challenger.address.AddressType;
import dev.challenger.address.Channel;
import dev.challenger.text.Language;
import dev.challenger.text.Texts;
import dev.challenger.transmission.Letters;
import dev.challenger.transmission.MailHtml;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.MessageWriter.Subject;
import dev.challenger.transmission.Operator;
import dev.challenger.transmission.TanMessages;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The letters that tests print. */
public final class PostalLetters {
    public static final String PAGE =
            "https://id.example.com/challenge/9ZKQ4V2T8M6X0J1H3F5D7B9N2P4R6S8V0W1Y3Z5A7C9E1G3H5K7M";
    public static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-26T10:00:00Z"));
    static final Address BERLIN = to("Alice Liddell", "Marktgasse 7\n10115 Berlin", "DE");
    static final Fonts FONTS = Fonts.load(List.of());

    private static final Operator OPERATOR = new Operator(
            Optional.of("Example Bank"),
            Optional.of(URI.create("https://id.example.com")),
            Optional.of("help@example.com"),
            new MailHtml());

    private PostalLetters() {}

    public static Address to(String name, String lines, String country) {
        return new AddressPolicy(AddressType.POSTAL, Optional.empty(), Map.of())
                .stored(Map.of("CONTACT_NAME", name, "ADDRESS_LINES", lines, "ADDRESS_COUNTRY", country));
    }

    public static Message letter(Address to) {
        return letter(to, Language.EN, "Sample Shop");
    }

    static Message letter(Address to, Language language, String client) {
        return new TanMessages(OPERATOR, Channel.POST)
                .write(
                        Texts.of(language),
                        new Subject(to, Letters.TAN, client, "K7M2", Duration.ofDays(30), Optional.of(PAGE)));
    }

    /** Returns the same stationery with a logo. */
    static Stationery withLogo(Stationery plain, Picture logo) {
        return new Stationery(
                plain.paper(),
                plain.window(),
                plain.origin(),
                plain.operator(),
                plain.returnAddress(),
                Optional.of(logo),
                plain.fonts(),
                plain.template());
    }

    static Stationery stationery(Paper paper, Window window) {
        return new Stationery(
                paper,
                window,
                Locale.forLanguageTag("de-CH"),
                "Example Bank",
                Optional.of("Example Bank AG, Bahnhofstrasse 1, 8001 Zürich"),
                Optional.empty(),
                FONTS,
                LetterTemplate.ours());
    }

    public static LetterPrinter printer() {
        return new LetterPrinter(stationery(Paper.A4, Window.DIN_5008_B), CLOCK);
    }
}
