package dev.challenger.settings;

import dev.challenger.brand.BrandFault;
import dev.challenger.secret.Password;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form of a setting's values: how it is described to the operator, and how a value is parsed. The kinds here are for
 * several settings; a kind for a single setting is declared next to it.
 *
 * @param description completes "must be …"
 * @param secret true if values may contain a secret; then they are never shown
 */
record Kind<T>(String description, boolean secret, Parser<T> parser) {
    static final Kind<String> TEXT = open("a text on one line", text -> demand(isOneLine(text), text));
    static final Kind<Password> PASSWORD = secret("a text", Password::new);
    static final Kind<Password> PASSWORD_FILE = open("the path of a file with a text on one line", Kind::readPassword);
    static final Kind<Boolean> BOOLEAN =
            open("one of true, false", text -> demand(text.matches("true|false"), Boolean.valueOf(text)));
    static final Kind<String> HOST = open("a host name or an IP address", text -> demand(isHost(text), text));
    static final Kind<URI> URL = open("an absolute http or https URL", WebUrl::parse);
    static final Kind<Path> FILE = open("a path", Path::of);
    static final Kind<Duration> PERIOD = duration("PT1S", "P366D");
    static final Kind<Duration> TIME_LIMIT = duration("PT1S", "PT5M");

    private static final int MAX_SHOWN = 80;
    private static final int MAX_FILE = 64 * 1024;
    private static final Pattern HOST_FORM = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");

    /** Parses the text of a value. */
    @FunctionalInterface
    interface Parser<T> {
        /**
         * @throws Fault with a reason for the operator, which replaces the description
         * @throws IllegalArgumentException (any other) if the description of the kind says enough
         */
        T parse(String text);
    }

    /** A reason for a refusal, for the operator, where "must be …" would not help. */
    static final class Fault extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Fault(String reason) {
            super(reason);
        }
    }

    static <T> Kind<T> open(String description, Parser<T> parser) {
        return new Kind<>(description, false, parser);
    }

    static <T> Kind<T> secret(String description, Parser<T> parser) {
        return new Kind<>(description, true, parser);
    }

    static Kind<Integer> number(int min, int max) {
        return open("a number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            return demand(number >= min && number <= max, number);
        });
    }

    static Kind<Duration> duration(String min, String max) {
        return open("a duration from " + min + " to " + max + " (ISO 8601)", text -> {
            Duration duration = duration(text);
            boolean within = duration.compareTo(duration(min)) >= 0 && duration.compareTo(duration(max)) <= 0;
            return demand(within, duration);
        });
    }

    static <E extends Enum<E>> Kind<E> choice(E[] constants, Function<E, String> name) {
        String names = Stream.of(constants).map(name).collect(Collectors.joining(", "));
        return open(
                constants.length == 1 ? names : "one of " + names,
                text -> Stream.of(constants)
                        .filter(constant -> name.apply(constant).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    /** Parses a list whose elements are separated by commas. */
    static <T> List<T> list(String text, Parser<T> element) {
        return Stream.of(text.split(",", -1)).map(element::parse).toList();
    }

    T parse(String text) {
        return parser.parse(text);
    }

    /** Tells the operator why the parser refused a value. */
    String fault(String text, IllegalArgumentException refusal) {
        if (refusal instanceof Fault || refusal instanceof BrandFault) {
            return String.valueOf(refusal.getMessage());
        }
        return "must be " + description + (secret ? "" : ", not \"" + shown(text) + "\"");
    }

    private static String shown(String text) {
        String plain = WebUrl.withoutUser(text).replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "…";
    }

    /** Parses {@code PT30M}, {@code P365D}, {@code P2W}; refuses months and years, whose lengths vary. */
    private static Duration duration(String text) {
        String stripped = text.strip();
        try {
            return Duration.parse(stripped);
        } catch (DateTimeException e) {
            return days(stripped);
        }
    }

    private static Duration days(String text) {
        try {
            Period period = Period.parse(text);
            return demand(period.toTotalMonths() == 0, Duration.ofDays(period.get(ChronoUnit.DAYS)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no duration", e);
        }
    }

    private static Password readPassword(String text) {
        String read = readFile(text).replaceFirst("\\R$", "");
        return demand(!read.isEmpty() && isOneLine(read), new Password(read));
    }

    /**
     * Reads a small text file in UTF-8.
     *
     * @throws Fault if it cannot be read
     */
    static String readFile(String path) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            byte[] bytes = in.readNBytes(MAX_FILE + 1);
            if (bytes.length > MAX_FILE) {
                throw new Fault("is " + path + ", which is larger than " + MAX_FILE / 1024 + " KB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Fault("is " + path + ", which is not UTF-8");
        } catch (IOException e) {
            throw new Fault("is " + path + ", which cannot be read");
        }
    }

    static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isHost(String text) {
        return HOST_FORM.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if a condition of the kind is not met */
    static <T> T demand(boolean met, T value) {
        if (!met) {
            throw new IllegalArgumentException("not of this form");
        }
        return value;
    }
}
