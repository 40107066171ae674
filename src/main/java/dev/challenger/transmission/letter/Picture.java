package dev.challenger.transmission.letter;

/**
 * A picture as it is printed: without transparency, on white.
 *
 * @param rgb three bytes for each pixel, line by line
 */
public record Picture(int width, int height, byte[] rgb) {
    /** Leaves out the pixels. */
    @Override
    public String toString() {
        return "Picture[" + width + " × " + height + "]";
    }
}
