package dev.challenger.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every setting there is, in the order of the documents. */
public final class Catalogue {
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    ServiceSettings.SECTION,
                    ClientSettings.SECTION,
                    MetricsSettings.SECTION,
                    BrandSettings.SECTION,
                    AddressSettings.SECTION,
                    MailServerSettings.SECTION,
                    SendingSettings.SECTION,
                    TokenSettings.SECTION,
                    SenderSettings.SECTION,
                    LetterSettings.SECTION,
                    ValidationSettings.SECTION,
                    BudgetSettings.SECTION)
            .flatMap(section -> section.settings().stream())
            .toList();

    /** A key has one typing error, or one for each so many characters; with more, a suggestion would be a guess. */
    private static final int CHARACTERS_PER_ERROR = 8;

    /** The name of the sender, or the id of the client, in a key or in the name of an environment variable. */
    private static final Pattern MEMBER = Pattern.compile("(?i)^(?:challenger_)?(?:sender|client)[._]([a-z0-9]+).*|.*");

    private Catalogue() {}

    static Optional<Setting<?>> find(String key) {
        return find(key, Setting::key, setting -> setting.member(key));
    }

    static Optional<Setting<?>> findByEnvironmentName(String name) {
        return find(name, Setting::environmentName, setting -> setting.memberInEnvironment(name));
    }

    /**
     * Returns the name below {@code java:comp/env/}: {@code challenger/http/base-url}. The dot after the key of another setting
     * stays, as in {@code challenger/senders/phone.by-country}: a name of JNDI has either a value or names below it.
     */
    static String jndiName(Setting<?> setting) {
        String key = setting.key();
        StringBuilder name = new StringBuilder("challenger/").append(key);
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            if (find(key.substring(0, dot)).isEmpty()) {
                name.setCharAt(name.length() - key.length() + dot, '/');
            }
        }
        return name.toString();
    }

    private static Optional<Setting<?>> find(
            String name, Function<Setting<?>, String> nameOf, Function<Setting<?>, Optional<String>> memberOf) {
        return SETTINGS.stream()
                .<Setting<?>>flatMap(setting -> setting.isFamily()
                        ? memberOf.apply(setting).<Setting<?>>map(setting::of).stream()
                        : Stream.of(setting)
                                .filter(single -> nameOf.apply(single).equals(name)))
                .findFirst();
    }

    /** Tells the operator that a key is unknown, and which known key is close to it. */
    static String unknownKey(String key, String origin) {
        return unknown(key, origin, Setting::key);
    }

    static String unknownEnvironmentName(String name) {
        return unknown(name, "environment", Setting::environmentName);
    }

    private static String unknown(String name, String origin, Function<Setting<?>, String> nameOf) {
        String start = "Unknown setting " + name + " (" + origin + ")";
        String member = MEMBER.matcher(name).replaceFirst("$1").toLowerCase(Locale.ROOT);
        return SETTINGS.stream()
                .<Setting<?>>map(setting -> setting.isFamily() ? setting.of(member) : setting)
                .filter(known -> !nameOf.apply(known).equals(name))
                .filter(known -> distance(name, nameOf.apply(known)) <= errors(known))
                .min(Comparator.comparingInt(known -> distance(name, nameOf.apply(known))))
                .map(close -> start + ". Did you mean " + nameOf.apply(close) + "?")
                .orElse(start);
    }

    private static int errors(Setting<?> setting) {
        return Math.max(1, setting.key().length() / CHARACTERS_PER_ERROR);
    }

    /**
     * The edit distance of two names, whatever their case: characters inserted, deleted, replaced, or swapped with their
     * neighbour.
     */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : best(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int best(int[][] edits, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int replaced = edits[i - 1][j - 1] + (same ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + edits[i - 2][j - 2]) : least;
    }
}
