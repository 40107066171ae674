package dev.challenger.transmission;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of an e-mail or a letter: the code in a line of its own, then paragraphs.
 *
 * @param label stands above the code
 * @param code as people copy or read it
 * @param paragraphs each a list of sentences
 */
public record MessageText(String label, String code, List<List<String>> paragraphs) {
    public MessageText {
        paragraphs = paragraphs.stream()
                .filter(paragraph -> !paragraph.isEmpty())
                .map(List::copyOf)
                .toList();
    }

    /** Returns plain text, each sentence in a line. */
    public String plain() {
        return paragraphs.stream()
                .map(paragraph -> String.join("\n", paragraph) + "\n")
                .collect(Collectors.joining("\n", label + "\n" + code + "\n\n", ""));
    }

    /** Hides the text, since it has the TAN. */
    @Override
    public String toString() {
        return "MessageText[…]";
    }
}
