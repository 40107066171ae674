package dev.challenger.launch;

/** A text of which parts are replaced by {@code ***}, from its begin to its end. */
final class Redaction {
    private static final String MASK = "***";

    private final String text;
    private final StringBuilder result = new StringBuilder();
    private int end;

    Redaction(String text) {
        this.text = text;
    }

    /** Returns where the last hidden part ends, or 0. */
    int end() {
        return end;
    }

    /** Hides a part, which begins no earlier than the last one ended. */
    void hide(int from, int to) {
        result.append(text, end, from).append(MASK);
        end = to;
    }

    /** Returns the text without the hidden parts; the same instance if nothing is hidden. */
    @Override
    public String toString() {
        return end == 0 ? text : result + text.substring(end);
    }
}
