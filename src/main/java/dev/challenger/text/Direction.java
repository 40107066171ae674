package dev.challenger.text;

/** The direction of a script. */
public enum Direction {
    LTR("ltr"),
    RTL("rtl");

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private final String name;

    Direction(String name) {
        this.name = name;
    }

    /**
     * Returns a part of a text in this direction: isolated if its letters run in the other direction, so that the
     * bidirectional algorithm does not mix it with its surroundings.
     */
    String isolate(String part) {
        return part.codePoints().map(Character::getDirectionality).anyMatch(this::isForeign)
                ? FIRST_STRONG_ISOLATE + part + POP_ISOLATE
                : part;
    }

    /** Digits are foreign from right to left: between blanks, groups of them change places there. */
    private boolean isForeign(int directionality) {
        return switch (this) {
            case LTR ->
                directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || directionality == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
            case RTL ->
                directionality == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                        || directionality == Character.DIRECTIONALITY_EUROPEAN_NUMBER;
        };
    }

    /** Returns the value of the attribute {@code dir}. */
    @Override
    public String toString() {
        return name;
    }
}
