package dev.challenger.transmission;

import dev.challenger.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what the other side of a sender said into one log line, and blacks out the TAN, the address and secrets in it. */
public final class Blackout {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final String GAP = "\\D{0,3}";
    private static final String BLACK = "***";
    /** A pattern that matches nowhere. */
    private static final String NOTHING = "(?!)";

    /** Shorter values need no protection, and would black out too much. */
    private static final int SHORTEST = 3;

    private static final Pattern E164 = Pattern.compile("\\+[0-9]+");
    private static final int SUBSCRIBER = 7;

    private final Pattern secrets;
    private final int longest;

    Blackout(Message message) {
        this(message, List.of());
    }

    /** @param others further texts to black out */
    public Blackout(Message message, List<String> others) {
        this(
                Stream.concat(
                        Stream.of(message.tan().digits()),
                        message.recipient().fields().values().stream().flatMap(Blackout::subscriber)),
                Stream.concat(message.recipient().fields().values().stream(), others.stream()));
    }

    /** Blacks out these texts alone. */
    public static Blackout of(List<String> texts) {
        return new Blackout(Stream.empty(), texts.stream());
    }

    private Blackout(Stream<String> digits, Stream<String> texts) {
        List<String> numbers = digits.map(Blackout::spread).toList();
        List<String> forms = texts.flatMap(String::lines)
                .flatMap(Blackout::forms)
                .filter(form -> form.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String all = Stream.of(Stream.of(NOTHING), forms.stream().map(Pattern::quote), numbers.stream())
                .flatMap(patterns -> patterns)
                .collect(Collectors.joining("|"));
        this.secrets = Pattern.compile(all, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        this.longest = Stream.concat(numbers.stream(), forms.stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** A pattern for the digits in any grouping. */
    private static String spread(String digits) {
        return digits.chars().mapToObj(Character::toString).collect(Collectors.joining(GAP));
    }

    /** The last digits of a phone number in E.164, which its national forms share. */
    private static Stream<String> subscriber(String value) {
        return E164.matcher(value).matches()
                ? Stream.of(value.substring(Math.max(1, value.length() - SUBSCRIBER)))
                : Stream.empty();
    }

    /** The forms of a value: as it is, as in a JSON string, as in a form, and as in a URL (RFC 3986 section 2). */
    private static Stream<String> forms(String value) {
        String quoted = Json.writeAscii(value);
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Stream.of(
                oneLine(value),
                quoted.substring(1, quoted.length() - 1),
                form,
                form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
    }

    String line(CommandOutput output) {
        String text = new String(output.kept(), StandardCharsets.UTF_8);
        return output.isCut() ? beginning(text) : line(text);
    }

    /** As {@link #line(String)}, for a text whose end is missing: what is there may end with half a secret. */
    public String beginning(String text) {
        String line = line(text);
        return line.substring(0, Math.max(0, line.length() - longest)) + "…";
    }

    public String line(String text) {
        return secrets.matcher(oneLine(text)).replaceAll(BLACK).strip();
    }

    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }
}
