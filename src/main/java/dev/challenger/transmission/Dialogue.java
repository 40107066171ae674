package dev.challenger.transmission;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The lines that a sender and its other side exchange, for an operator who tries the sender. They have no secrets in them. */
public final class Dialogue {
    /** For messages of people, whose lines nobody reads. */
    public static final Dialogue UNHEARD = new Dialogue(line -> {});

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final int LONGEST = 500;
    private static final int MOST = 100;

    private final Consumer<String> listener;
    private int lines;

    /** @param listener gets the first hundred lines, each without control characters and with at most 500 characters */
    public Dialogue(Consumer<String> listener) {
        this.listener = listener;
    }

    /** @param line without secrets, and with a mark of its origin before it: {@code >} is from us, {@code <} from the other side */
    public synchronized void tell(String line) {
        lines++;
        if (lines <= MOST) {
            String plain = CONTROL.matcher(line).replaceAll(" ");
            listener.accept(plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…");
        }
    }
}
