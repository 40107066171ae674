package dev.challenger.settings;

import dev.challenger.address.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    public Setting {
        defaults = Map.copyOf(defaults);
    }

    /** Returns the name of the environment variable: {@code CHALLENGER_HTTP_BASE_URL}. */
    public String environmentName() {
        return "CHALLENGER_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Returns the name below {@code java:comp/env/}: {@code challenger/http/base-url}. */
    public String jndiName() {
        return "challenger/" + key.replace('.', '/');
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
