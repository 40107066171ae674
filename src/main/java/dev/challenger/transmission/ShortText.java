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
        Optional<ShortText> spelt = spelt();
        return shapes().map(shape -> write(texts, shape, spelt)
                        + lastLine.map(line -> shape.gap + line).orElse(""))
                .filter(Gsm::fits)
                .findFirst()
                .or(() -> lastLine.map(line -> code + "\n" + line).filter(Gsm::fits))
                .or(() -> shapes().map(shape -> write(texts, shape, spelt))
                        .filter(Gsm::fits)
                        .findFirst())
                .orElse(code);
    }

    /** Returns the text with all of its parts, if it fits. */
    Optional<String> whole(Texts texts) {
        Shape whole = new Shape(true, true, true, "\n\n", WHOLE);
        return Optional.of(write(texts, whole, spelt())
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

    /** Names are spelt in the alphabet of short messages if all of the text can be. */
    private String write(Texts texts, Shape shape, Optional<ShortText> spelt) {
        return spelt.map(text -> text.write(texts, shape, "..."))
                .filter(Gsm::has)
                .orElseGet(() -> write(texts, shape, "…"));
    }

    private Optional<ShortText> spelt() {
        List<String> spelt =
                names.stream().flatMap(name -> Gsm.spelt(name).stream()).toList();
        return Gsm.spelt(works)
                .filter(any -> spelt.size() == names.size())
                .map(length -> new ShortText(key, code, spelt, length, reference, lastLine));
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
