package dev.challenger.settings;

import dev.challenger.address.Channel;
import dev.challenger.secret.Password;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One key that an operator can set. The names in the environment and in JNDI follow from the key.
 *
 * @param <T> the type of its values
 * @param key as in the settings file: {@code http.base-url}
 * @param defaults the values where the operator sets none, by the channel that carries the messages
 * @param help one sentence for the operator, or several
 */
public record Setting<T>(String key, Kind<T> kind, Map<Channel, String> defaults, String help) {
    /** The part of a key that stands for the name of a sender or the id of a client. */
    private static final Pattern PLACE = Pattern.compile("(?<=[._])(?:NAME|ID)(?=[._])");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,30}");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Z][A-Z0-9]{0,30}");

    public Setting {
        defaults = Map.copyOf(defaults);
    }

    /** Returns the name of the environment variable: {@code CHALLENGER_HTTP_BASE_URL}. */
    public String environmentName() {
        return "CHALLENGER_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Returns true if {@code NAME} or {@code ID} in the key stands for the name of a sender, or the id of a client. */
    boolean isFamily() {
        return PLACE.matcher(key).find();
    }

    boolean isOfClients() {
        return key.startsWith("client.ID.");
    }

    /** Returns the setting of this family for one sender or client. */
    Setting<T> of(String member) {
        return new Setting<>(PLACE.matcher(key).replaceFirst(member), kind, defaults, help);
    }

    /** Returns the name of the sender, or the id of the client, in a key of this family. */
    Optional<String> member(String otherKey) {
        return member(key, isOfClients() ? ID : NAME, otherKey);
    }

    /** Returns the name of the sender, or the id of the client, in the name of an environment variable of this family. */
    Optional<String> memberInEnvironment(String variable) {
        return member(environmentName(), isOfClients() ? ID : ENVIRONMENT_NAME, variable)
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> member(String family, Pattern form, String other) {
        Matcher place = PLACE.matcher(family);
        if (!place.find()) {
            return Optional.empty();
        }
        String before = family.substring(0, place.start());
        String after = family.substring(place.end());
        boolean fits =
                other.length() > before.length() + after.length() && other.startsWith(before) && other.endsWith(after);
        return fits
                ? Optional.of(other.substring(before.length(), other.length() - after.length()))
                        .filter(member -> form.matcher(member).matches())
                : Optional.empty();
    }

    /** Returns the default for a service whose messages are carried by this channel, if there is one. */
    public Optional<String> defaultFor(Channel channel) {
        return Optional.ofNullable(defaults.get(channel));
    }

    /**
     * Compares the keys. Not generated, since Java 17 would then keep a reference to this class, and with it the classes of a
     * stopped web application (JDK-8078641).
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Setting<?> setting && setting.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Returns the key. */
    @Override
    public String toString() {
        return key;
    }

    /** A password that may stand in a file of its own. */
    record Secret(Setting<Password> text, Setting<Password> file) {
        Secret of(String sender) {
            return new Secret(text.of(sender), file.of(sender));
        }
    }

    /** The settings that one class declares, in the order of their declarations, which is also that of the documents. */
    static final class Section {
        private final List<Setting<?>> settings = new ArrayList<>();

        /** Declares a setting without a default. */
        <T> Setting<T> add(String key, Kind<T> kind, String help) {
            return add(new Setting<>(key, kind, Map.of(), help));
        }

        <T> Setting<T> add(String key, Kind<T> kind, String byDefault, String help) {
            return add(key, kind, byDefault, byDefault, byDefault, help);
        }

        /** Declares a password and the file that it may be in instead. */
        Secret addSecret(String key, String help) {
            return new Secret(
                    add(key, Kind.PASSWORD, help),
                    add(key + ".file", Kind.PASSWORD_FILE, "The file with it, for " + key + "."));
        }

        /** Declares a setting whose default depends on the channel that carries the messages. */
        <T> Setting<T> add(String key, Kind<T> kind, String email, String phone, String post, String help) {
            Map<Channel, String> defaults = new EnumMap<>(Channel.class);
            defaults.put(Channel.EMAIL, email);
            defaults.put(Channel.PHONE, phone);
            defaults.put(Channel.POST, post);
            return add(new Setting<>(key, kind, defaults, help));
        }

        private <T> Setting<T> add(Setting<T> setting) {
            settings.add(setting);
            return setting;
        }

        List<Setting<?>> settings() {
            return settings;
        }
    }
}
