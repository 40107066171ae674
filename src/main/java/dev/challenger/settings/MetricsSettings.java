package dev.challenger.settings;

import dev.challenger.secret.Hash;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of the metrics. */
final class MetricsSettings {
    static final Setting.Section SECTION = new Setting.Section();

    /** Long enough that nobody guesses it, and without characters that a header would change. */
    private static final Pattern FORM = Pattern.compile("[!-~]{16,1000}");

    private static final String DESCRIPTION = "a text of 16 to 1000 printable ASCII characters without blanks";

    static final Setting<Hash> TOKEN = SECTION.add(
            "metrics.token",
            Kind.secret(DESCRIPTION, MetricsSettings::hash),
            "The bearer token with which /metrics may be read. Without it, or metrics.token-file, there are no metrics.");
    static final Setting<Hash> TOKEN_FILE = SECTION.add(
            "metrics.token-file",
            Kind.open("a path", MetricsSettings::read),
            "The file with this token, instead of metrics.token.");

    static final Setting<Boolean> JMX = SECTION.add(
            "metrics.jmx",
            Kind.BOOLEAN,
            "false",
            "Shows the metrics as MBeans of the JVM too, also without a token: true or false.");

    private MetricsSettings() {}

    private static Hash hash(String token) {
        return Hash.of(Kind.demand(FORM.matcher(token).matches(), token));
    }

    private static Hash read(String file) {
        String token = Kind.readFile(file).strip();
        if (!FORM.matcher(token).matches()) {
            throw new Kind.Fault("must name a file with " + DESCRIPTION);
        }
        return Hash.of(token);
    }

    static Settings.Metering metering(Values values) {
        return new Settings.Metering(token(values), values.get(JMX));
    }

    /** Returns the hash of the token, if there is one. */
    private static Optional<Hash> token(Values values) {
        if (values.isSet(TOKEN) && values.isSet(TOKEN_FILE)) {
            values.fault(TOKEN_FILE, "must not be set together with " + TOKEN);
        }
        return values.find(TOKEN).or(() -> values.find(TOKEN_FILE));
    }
}
