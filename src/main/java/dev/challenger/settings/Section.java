package dev.challenger.settings;

import dev.challenger.address.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The settings that one class declares, in the order of their declarations, which is also that of the documents. */
final class Section {
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
