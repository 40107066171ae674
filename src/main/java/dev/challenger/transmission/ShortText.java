package dev.challenger.transmission;

import dev.challenger.text.Texts;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The text of a message to a phone, which fits into one SMS whatever the names and the host are. If it is too long, these go one
 * after the other until it fits:
 *
 * <ol>
 *   <li>the length of time, and then the reference, which the page tells too;
 *   <li>the ends of names, beyond 20 characters;
 *   <li>the advice to share the code with nobody;
 *   <li>the blank line before the last line;
 *   <li>further ends of names;
 *   <li>the whole sentence but the code; and if the last line is still too long, that line in place of the sentence.
 * </ol>
 *
 * @param key of the sentence with the code and the names
 * @param code 8 digits
 * @param names shown in the sentence
 * @param works the sentence with the length of time
 * @param lastLine by which a phone fills in the code
 */
record ShortText(
        String key, String code, List<String> names, String works, String reference, Optional<String> lastLine) {
    /** Names are recognised by so many characters. */
    private static final int RECOGNISED = 20;

    private static final int WHOLE = Integer.MAX_VALUE;

    /** The parts of a text that are kept. */
    private record Shape(boolean works, boolean reference, boolean keep, String gap, int name) {}

    /** Returns the text in a language. */
    String in(Texts texts) {
        return shapes().map(shape -> write(texts, shape)
                        + lastLine.map(line -> shape.gap + line).orElse(""))
                .filter(Gsm::fits)
                .findFirst()
                .or(() -> lastLine.map(line -> code + "\n" + line).filter(Gsm::fits))
                .or(() -> shapes().map(shape -> write(texts, shape))
                        .filter(Gsm::fits)
                        .findFirst())
                .orElse(code);
    }

    /** Returns the text with all of its parts, if it fits. */
    Optional<String> whole(Texts texts) {
        Shape whole = new Shape(true, true, true, "\n\n", WHOLE);
        return Optional.of(write(texts, whole)
                        + lastLine.map(line -> whole.gap + line).orElse(""))
                .filter(Gsm::fits);
    }

    private Stream<Shape> shapes() {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        return Stream.of(
                        Stream.of(
                                new Shape(true, true, true, "\n\n", WHOLE),
                                new Shape(false, true, true, "\n\n", WHOLE),
                                new Shape(false, false, true, "\n\n", WHOLE)),
                        down(longest - 1, RECOGNISED).mapToObj(name -> new Shape(false, false, true, "\n\n", name)),
                        Stream.of(new Shape(false, false, false, "\n\n", RECOGNISED)),
                        down(RECOGNISED, 1).mapToObj(name -> new Shape(false, false, false, "\n", name)))
                .flatMap(shapes -> shapes);
    }

    private static IntStream down(int from, int to) {
        return IntStream.iterate(from, name -> name >= to, name -> name - 1);
    }

    /**
     * The text is spelt in the alphabet of short messages if that only costs accents, since any other letter costs more than
     * half of the text. Czech people and banks write text messages in this way.
     */
    private String write(Texts texts, Shape shape) {
        return Gsm.spelt(write(texts, shape, "...")).orElseGet(() -> write(texts, shape, "…"));
    }

    /** @param end of a name that is not whole */
    private String write(Texts texts, Shape shape, String end) {
        Stream<String> shown = names.stream().map(name -> shortened(name, shape.name, end));
        Object[] arguments = Stream.concat(Stream.of(code), shown).toArray();
        return texts.bare(key, arguments)
                + (shape.works ? texts.gap() + works : "")
                + (shape.reference ? texts.gap() + texts.bare("sms.reference", reference) : "")
                + (shape.keep ? texts.gap() + texts.get("sms.keep") : "");
    }

    /** Returns the beginning of a name, in whole characters as people see them. */
    private static String shortened(String name, int characters, String ending) {
        if (name.length() <= characters) {
            return name;
        }
        BreakIterator ends = BreakIterator.getCharacterInstance(Locale.ROOT);
        ends.setText(name);
        int end = ends.isBoundary(characters) ? characters : ends.preceding(characters);
        return name.substring(0, end).strip() + ending;
    }

    /** Hides the text, since it has the TAN. */
    @Override
    public String toString() {
        return "ShortText[…]";
    }
}
