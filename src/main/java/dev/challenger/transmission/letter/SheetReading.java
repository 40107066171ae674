package dev.challenger.transmission.letter;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import org.xml.sax.helpers.LocatorImpl;

/** Reads the XML of a letter. It has no element that could load a file, and an unknown element or attribute is a fault. */
final class SheetReading extends DefaultHandler {
    private static final Map<String, Set<String>> ELEMENTS = Map.of(
            "letter", Set.of(),
            "text", Set.of("left", "top", "width", "height", "size", "align"),
            "p", Set.of("size", "bold", "after", "dir"),
            "br", Set.of(),
            "logo", Set.of("left", "top", "width", "height"),
            "qr", Set.of("left", "top", "size"),
            "rule", Set.of("left", "top", "width", "height"));

    private static final Map<String, String> PARENTS =
            Map.of("text", "letter", "p", "text", "br", "p", "logo", "letter", "qr", "letter", "rule", "letter");

    private final List<String> open = new ArrayList<>(List.of(""));
    private final List<Sheet.Part> parts = new ArrayList<>();
    private final List<Sheet.Paragraph> paragraphs = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Map<String, String> column = Map.of();
    private Map<String, String> paragraph = Map.of();
    private Locator locator = new LocatorImpl();

    private SheetReading() {}

    /** @throws LetterFault without a value of the letter */
    static Sheet read(String xml) {
        SheetReading reading = new SheetReading();
        try {
            SAXParserFactory parsers = SAXParserFactory.newDefaultInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.newSAXParser().parse(new InputSource(new StringReader(xml)), reading);
        } catch (SAXParseException e) {
            // Without the parser's message, which may quote a value.
            throw new LetterFault("makes no well-formed XML (line " + e.getLineNumber() + " of the result)");
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new LetterFault("makes no XML");
        }
        return new Sheet(reading.parts);
    }

    @Override
    public void setDocumentLocator(Locator where) {
        locator = where;
    }

    @Override
    public void startElement(@Nullable String uri, @Nullable String local, String name, Attributes attributes) {
        Set<String> known = ELEMENTS.get(name);
        demand(known != null, "has an element that letters do not know");
        String parent = PARENTS.getOrDefault(name, "");
        demand(open.get(open.size() - 1).equals(parent), "has " + name + " in a place where it cannot be");
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            demand(
                    Objects.requireNonNull(known).contains(attributes.getQName(i)),
                    "has an attribute that " + name + " does not know");
            values.put(attributes.getQName(i), attributes.getValue(i));
        }
        open.add(name);
        begin(name, values);
    }

    private void begin(String name, Map<String, String> values) {
        switch (name) {
            case "text" -> {
                column = values;
                paragraphs.clear();
            }
            case "p" -> {
                paragraph = values;
                text.setLength(0);
            }
            case "br" -> text.append('\n');
            case "logo" -> parts.add(new Sheet.Logo(box(values)));
            case "rule" -> parts.add(new Sheet.Rule(box(values)));
            case "qr" -> {
                double size = number(values, "size");
                parts.add(new Sheet.Qr(new Box(number(values, "left"), number(values, "top"), size, size)));
            }
            default -> {
                // The root has no attributes.
            }
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        String more = new String(characters, start, length);
        if (open.get(open.size() - 1).equals("p")) {
            // Line ends of the template are blanks, as in HTML.
            text.append(more.replaceAll("\\s+", " "));
        } else {
            demand(more.isBlank(), "has text outside of paragraphs");
        }
    }

    @Override
    public void endElement(@Nullable String uri, @Nullable String local, String name) {
        open.remove(open.size() - 1);
        if (name.equals("p")) {
            double size = number(paragraph.containsKey("size") ? paragraph : column, "size");
            demand(size >= 1 && size <= 200, "has letters smaller than 1 or larger than 200 points");
            paragraphs.add(new Sheet.Paragraph(
                    text.toString().strip(),
                    size,
                    "yes".equals(paragraph.get("bold")),
                    paragraph.containsKey("after") ? number(paragraph, "after") : 0,
                    "ltr".equals(paragraph.get("dir"))));
        } else if (name.equals("text")) {
            parts.add(new Sheet.Column(box(column), "end".equals(column.get("align")), paragraphs));
        }
    }

    private Box box(Map<String, String> values) {
        return new Box(
                number(values, "left"), number(values, "top"), number(values, "width"), number(values, "height"));
    }

    private double number(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "");
        demand(value.matches("-?\\d{1,4}(\\.\\d{1,20})?"), "lacks the number " + name);
        return Double.parseDouble(value);
    }

    private void demand(boolean met, String otherwise) {
        if (!met) {
            throw new LetterFault(otherwise + " (line " + locator.getLineNumber() + " of the result)");
        }
    }
}
