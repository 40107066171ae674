package dev.challenger.transmission.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.address.Address;
import dev.challenger.testing.Unchecked;
import dev.challenger.text.Language;
import dev.challenger.transmission.Letters;
import dev.challenger.transmission.Message;
import dev.challenger.transmission.TransmissionException;
import dev.challenger.transmission.TransmissionException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Prints letters, and reads them back. */
class LetterPrinterTest {
    private static PrintedLetter print(Message message) throws Exception {
        return new PrintedLetter(PostalLetters.printer().print(message));
    }

    private static TransmissionException refused(Message message) {
        return assertThrows(
                TransmissionException.class, () -> PostalLetters.printer().print(message));
    }

    @Test
    void aLetterHasEverythingOnOnePage() throws Exception {
        Message message = PostalLetters.letter(PostalLetters.BERLIN);

        try (PrintedLetter letter = print(message)) {
            assertEquals(1, letter.pages());
            String text = letter.text();
            for (String part : List.of(
                    "Example Bank AG, Bahnhofstrasse 1, 8001 Zürich",
                    "Alice Liddell Marktgasse 7 10115 BERLIN DEUTSCHLAND",
                    "26 November 2026",
                    "Confirm your address for Sample Shop (reference K7M2)",
                    "1234 5678",
                    "The code works for 30 days.",
                    "Example Bank (id.example.com)",
                    "help@example.com")) {
                assertTrue(text.contains(part), part + " is not in " + text);
            }
            for (String sentence : message.text().lines().toList()) {
                assertTrue(text.contains(sentence), sentence + " is not in " + text);
            }
            assertTrue(letter.allFontsAreEmbedded());
        }
    }

    @Test
    void theQrCodeOpensThePageWithTheCodeInTheFragment() throws Exception {
        try (PrintedLetter letter = print(PostalLetters.letter(PostalLetters.BERLIN))) {
            assertEquals(PostalLetters.PAGE + "#12345678", letter.code());
        }
    }

    /** Of a window nothing may be hidden, and nothing else may show in it. */
    @ParameterizedTest
    @CsvSource({
        "A4, DIN_5008_B, 20, 45, 105, 90",
        "A4, SWISS_RIGHT, 111, 50, 205, 88",
        "LETTER, US_10, 20, 48, 110, 80",
    })
    void theAddressIsInTheWindow(Paper paper, Window window, double left, double top, double right, double bottom)
            throws Exception {
        LetterPrinter printer = new LetterPrinter(PostalLetters.stationery(paper, window), PostalLetters.CLOCK);
        String shown =
                "Example Bank AG, Bahnhofstrasse 1, 8001 Zürich|Alice Liddell|Marktgasse 7|10115 BERLIN|DEUTSCHLAND";

        try (PrintedLetter letter = new PrintedLetter(printer.print(PostalLetters.letter(PostalLetters.BERLIN)))) {
            PDRectangle page = letter.document().getPage(0).getMediaBox();
            assertEquals(paper.width(), page.getWidth() * 25.4 / 72, 0.1);
            assertEquals(paper.height(), page.getHeight() * 25.4 / 72, 0.1);
            List<PrintedLetter.Line> inside = letter.lines().stream()
                    .filter(line -> line.box().top() + line.box().height() > top
                            && line.box().top() < bottom
                            && line.box().left() + line.box().width() > left
                            && line.box().left() < right)
                    .toList();
            assertEquals(shown, inside.stream().map(PrintedLetter.Line::text).collect(Collectors.joining("|")));
            inside.forEach(line -> assertTrue(
                    line.box().left() >= left + 1.5
                            && line.box().top() >= top + 1
                            && line.box().left() + line.box().width() <= right - 1
                            && line.box().top() + line.box().height() <= bottom - 1,
                    line.toString()));
        }
    }

    @Test
    void nothingElseIsNearTheEdgeOfThePaper() throws Exception {
        try (PrintedLetter letter = print(PostalLetters.letter(PostalLetters.BERLIN))) {
            letter.lines()
                    .forEach(line -> assertTrue(
                            line.box().left() > 15
                                    && line.box().left() + line.box().width() < 195
                                    && line.box().top() > 10
                                    && line.box().top() < 282,
                            line.toString()));
        }
    }

    /** Validated as PDF/A-2b by veraPDF when this was written; here is what breaks most easily. */
    @Test
    void theFileIsOneForArchives() throws Exception {
        byte[] pdf = PostalLetters.printer().print(PostalLetters.letter(PostalLetters.BERLIN));

        try (PrintedLetter letter = new PrintedLetter(pdf)) {
            assertTrue(letter.xmp().contains("<pdfaid:part>2</pdfaid:part>"), letter.xmp());
            assertTrue(letter.xmp().contains("<pdfaid:conformance>B</pdfaid:conformance>"), letter.xmp());
            assertEquals(
                    "Confirm your address for Sample Shop (reference K7M2)",
                    letter.document().getDocumentInformation().getTitle());
            assertTrue(letter.xmp().contains("for Sample Shop (reference K7M2)<"), letter.xmp());
            assertFalse(letter.document().isEncrypted());
            assertFalse(letter.fontDescriptors().contains("CIDSet"), letter.fontDescriptors());
            assertEquals(
                    "[DefaultGray, DefaultRGB]",
                    StreamSupport.stream(
                                    letter.document()
                                            .getPage(0)
                                            .getResources()
                                            .getColorSpaceNames()
                                            .spliterator(),
                                    false)
                            .map(name -> name.getName())
                            .sorted()
                            .toList()
                            .toString());
        }
        String raw = new String(pdf, StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains("12345678") || raw.contains("Liddell"), "metadata has the code or the address");
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "DE", "FR", "IT", "ES", "PT", "NL", "PL", "CS", "SV", "TR", "UK", "RU", "HE"})
    void ourFontHasTheseLanguages(Language language) throws Exception {
        try (PrintedLetter letter = print(PostalLetters.letter(PostalLetters.BERLIN, language, "Sample Shop"))) {
            assertEquals(1, letter.pages());
            assertTrue(letter.text().contains("1234 5678"), letter.text());
        }
    }

    @Test
    void textsFromRightToLeftBeginAtTheRight() throws Exception {
        try (PrintedLetter letter = print(PostalLetters.letter(PostalLetters.BERLIN, Language.HE, "Sample Shop"))) {
            PrintedLetter.Line code = letter.line("1234 5678");
            assertEquals(190, code.box().left() + code.box().width(), 1);
            // The address has Latin letters.
            assertEquals(25, letter.line("Alice Liddell").box().left(), 0.6);
        }
    }

    @Test
    void addressesMayBeInOtherLettersThanTheLetter() throws Exception {
        Address greek = PostalLetters.to("Αλίκη Λίντελ", "Οδός Ερμού 7\n105 63 Αθήνα", "GR");
        try (PrintedLetter letter = print(PostalLetters.letter(greek))) {
            assertTrue(letter.text().contains("Αλίκη Λίντελ Οδός Ερμού 7 105 63 ΑΘΗΝΑ GRIECHENLAND"), letter.text());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "😀, EMOTICONS",
        "花子, CJK_UNIFIED_IDEOGRAPHS",
        "हिन्दी, DEVANAGARI",
        "أليس, ARABIC",
        "\uD83D, HIGH_SURROGATES",
        "\uFFFE, SPECIALS",
        "ก, THAI"
    })
    void aCharacterThatNoFontHasIsRefusedForGood(String name, String block) {
        TransmissionException failure =
                refused(PostalLetters.letter(PostalLetters.to(name, "Marktgasse 7\n10115 Berlin", "DE")));

        assertEquals(Fault.UNSUPPORTED, failure.fault());
        assertEquals(
                "letter: in the address, no font of post.fonts can print the characters of the block " + block,
                failure.getMessage());
    }

    /** Only the address is the person's fault. */
    @Test
    void aClientWithSuchACharacterIsOurFault() {
        TransmissionException failure = refused(PostalLetters.letter(PostalLetters.BERLIN, Language.EN, "Shop 😀"));

        assertEquals(Fault.MESSAGE, failure.fault());
        assertFalse(failure.mayHaveBeenAccepted());
    }

    @Test
    void aLongAddressGetsSmallLetters() throws Exception {
        String lines =
                "Department of Natural Sciences, Building 27\nThird Floor\nMarktgasse 7\nOberwinterthur\n10115 Berlin";
        try (PrintedLetter letter = print(PostalLetters.letter(PostalLetters.to("Alice", lines, "DE")))) {
            PrintedLetter.Line last = letter.line("DEUTSCHLAND");
            assertTrue(last.box().top() + last.box().height() < 88, last.toString());
        }
    }

    @Test
    void anAddressThatDoesNotFitIntoTheWindowIsRefusedForGood() {
        String lines = "A line of this length needs two lines in the small window of an envelope, always\n".repeat(9);

        assertEquals(
                Fault.UNSUPPORTED,
                refused(PostalLetters.letter(PostalLetters.to("Alice", lines, "DE")))
                        .fault());
    }

    /** Whatever an address and a client are called, they stay in their places, or the letter is refused. */
    @Test
    void hostilePartsStayInTheirPlaces() throws Exception {
        List<String> hostile = List.of(
                "<p>", "</text>", "]]>", "&amp;", "${x}", "<#if>", "(", ")", "\\", "\\n", "%", "/Type", "endobj",
                "Tj ET", "\u0000", "\u0007", "\u2028", "\u202E", "\u2066", "\u200B", "\uD83D", "\uFFFE", "é", "ẞ", "א",
                "ﬁ", "\u0301", "a", "b", " ", "\r");
        Random random = new Random(12);
        int printed = 0;
        for (int i = 0; i < 60; i++) {
            String name = noise(random, hostile);
            String client = noise(random, hostile);
            Message message = PostalLetters.letter(
                    PostalLetters.to("A" + name, "B" + noise(random, hostile) + "\n10115 Berlin", "DE"),
                    Language.EN,
                    "C" + client);
            try (PrintedLetter letter = print(message)) {
                printed++;
                assertEquals(1, letter.pages());
                PrintedLetter.Line code = letter.line("1234 5678");
                assertEquals(25, code.box().left(), 1);
                assertEquals(25, letter.line("DEUTSCHLAND").box().left(), 1);
                assertTrue(letter.text().contains("The code works for 30 days."), letter.text());
                assertTrue(letter.document().getDocumentInformation().getTitle().contains("Confirm your address for "));
            } catch (TransmissionException refused) {
                assertFalse(refused.mayHaveBeenAccepted());
            }
        }
        assertTrue(printed >= 10, printed + " printed");
    }

    private static String noise(Random random, List<String> parts) {
        return random.ints(random.nextInt(1, 5), 0, parts.size())
                .mapToObj(parts::get)
                .collect(Collectors.joining());
    }

    @Test
    void aMessageThatIsNoLetterIsPrintedAsItIs() throws Exception {
        try (PrintedLetter printed =
                print(Letters.letter(PostalLetters.BERLIN, "A test", "This is a test.\nIt has no code.\n"))) {
            assertTrue(printed.text().contains("This is a test. It has no code."), printed.text());
            assertTrue(printed.text().contains("10115 BERLIN"), printed.text());
        }
    }

    @Test
    void aLetterWithoutAPageHasNoQrCode() throws Exception {
        Message message = PostalLetters.letter(PostalLetters.BERLIN);
        Message.Letter letter = message.letter().orElseThrow();
        Message without = new Message(
                message.recipient(),
                message.language(),
                message.subject(),
                message.text(),
                message.mail(),
                message.tan(),
                message.asker(),
                message.reference(),
                Optional.of(new Message.Letter(letter.content(), letter.scan(), Optional.empty())));

        try (PrintedLetter printed = print(without)) {
            assertFalse(printed.text().contains("camera"), printed.text());
            assertThrows(AssertionError.class, printed::code);
        }
    }

    /** FreeMarker's messages quote the value that does not fit. */
    @Test
    void aTemplateThatDoesNotFitIsReportedWithoutTheCode() {
        Stationery plain = PostalLetters.stationery(Paper.A4, Window.DIN_5008_B);
        Stationery broken = new Stationery(
                plain.paper(),
                plain.window(),
                plain.origin(),
                plain.operator(),
                plain.returnAddress(),
                plain.logo(),
                plain.fonts(),
                LetterTemplate.parse("<letter>\n${letter.code?number}</letter>"));
        LetterPrinter printer = new LetterPrinter(broken, PostalLetters.CLOCK);

        TransmissionException failure = assertThrows(
                TransmissionException.class, () -> printer.print(PostalLetters.letter(PostalLetters.BERLIN)));
        LetterFault atStart = assertThrows(LetterFault.class, () -> LetterPrinter.tryOut(broken));

        assertEquals("letter: line 2 of letter.ftlx does not fit this letter", failure.getMessage());
        assertFalse(failure.mayHaveBeenAccepted());
        assertTrue(String.valueOf(atStart.getMessage()).contains("1234 5678"), atStart.getMessage());
    }

    /** All letters share the fonts, each with characters of its own. */
    @Test
    void lettersPrintedAtTheSameTimeAreEachWhole() throws Exception {
        LetterPrinter printer = PostalLetters.printer();
        List<String> names = IntStream.range(0, 40)
                .mapToObj(i -> "Ana " + Character.toString('\u0100' + i) + Character.toString('\u0410' + i) + i)
                .toList();

        List<byte[]> letters = names.parallelStream()
                .map(name -> Unchecked.call(
                        () -> printer.print(PostalLetters.letter(PostalLetters.to(name, "10115 Berlin", "DE")))))
                .toList();

        for (int i = 0; i < names.size(); i++) {
            try (PrintedLetter letter = new PrintedLetter(letters.get(i))) {
                assertTrue(letter.text().contains(names.get(i)), letter.text());
                assertTrue(letter.text().contains("1234 5678"), letter.text());
            }
        }
    }
}
