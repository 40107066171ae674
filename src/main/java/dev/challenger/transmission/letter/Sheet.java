package dev.challenger.transmission.letter;

import java.util.List;

/** A page as its template describes it. */
record Sheet(List<Part> parts) {
    Sheet {
        parts = List.copyOf(parts);
    }

    /** Something on the page. */
    sealed interface Part {
        Box box();
    }

    /**
     * Paragraphs below each other. If they are too long for the box, all their sizes become smaller.
     *
     * @param end true if lines end at the margin, where they otherwise begin
     */
    record Column(Box box, boolean end, List<Paragraph> paragraphs) implements Part {
        Column {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /** The QR code, in a square. */
    record Qr(Box box) implements Part {}

    record Logo(Box box) implements Part {}

    /** A filled rectangle. */
    record Rule(Box box) implements Part {}

    /**
     * A text in one size.
     *
     * @param size of the letters, in points
     * @param after the space below, in mm
     * @param leftToRight true for codes, which run so in every language
     */
    record Paragraph(String text, double size, boolean bold, double after, boolean leftToRight) {
        /** Hides the text, which may have a TAN or an address. */
        @Override
        public String toString() {
            return "Paragraph[…]";
        }
    }
}
