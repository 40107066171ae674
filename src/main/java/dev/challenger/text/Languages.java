package dev.challenger.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts of all languages that this service offers. Chooses the one that suits a person. */
public final class Languages {
    /** More than any person reads, so that a long list costs little. */
    private static final int MOST = 50;

    /** Longer ranges name no language. */
    private static final int MAX_RANGE = 100;

    /** A language range and its weight (RFC 9110 section 12.5.4). */
    private static final Pattern RANGE = Pattern.compile(
            "([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\\s*(?:;\\s*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    private final Map<Language, Texts> all = new EnumMap<>(Language.class);
    private final Map<Long, Languages> clients = new HashMap<>();
    private final Texts byDefault;

    /** @param byDefault for a person who has named no language that is offered; offered too */
    public Languages(Collection<Texts> offered, Texts byDefault) {
        offered.forEach(texts -> all.put(texts.language(), texts));
        all.put(byDefault.language(), byDefault);
        this.byDefault = byDefault;
    }

    /** Returns the texts of all languages as they are in the bundles, with English as the default. */
    public static Languages all() {
        return of(List.of(Language.values()), Language.EN);
    }

    /** Returns the texts of some languages as they are in the bundles. */
    public static Languages of(Collection<Language> offered, Language byDefault) {
        return new Languages(offered.stream().map(Texts::of).toList(), Texts.of(byDefault));
    }

    /**
     * Returns these languages with some texts replaced.
     *
     * @param own the texts by their keys
     */
    public Languages with(Map<Language, Map<String, String>> own) {
        return new Languages(
                all.values().stream().map(texts -> replaced(texts, own)).toList(), replaced(byDefault, own));
    }

    private static Texts replaced(Texts texts, Map<Language, Map<String, String>> own) {
        return texts.with(own.getOrDefault(texts.language(), Map.of()));
    }

    /** Returns these languages with some texts replaced for one client alone. */
    public Languages withClient(long client, Map<Language, Map<String, String>> own) {
        Languages more = new Languages(all.values(), byDefault);
        more.clients.putAll(clients);
        Languages others = with(own);
        more.clients.put(
                client,
                new Languages(
                        others.all.values().stream()
                                .map(texts -> texts.of(client))
                                .toList(),
                        others.byDefault.of(client)));
        return more;
    }

    /** Returns the languages for pages and messages of a client. */
    public Languages of(long client) {
        return clients.getOrDefault(client, this);
    }

    /** Returns the offered languages, in the order of their declaration. */
    public List<Language> offered() {
        return List.copyOf(all.keySet());
    }

    public Texts byDefault() {
        return byDefault;
    }

    /** Returns the texts of a language; those of the default if it is not offered. */
    public Texts in(Language language) {
        return all.getOrDefault(language, byDefault);
    }

    /** Returns the texts for a request, in the language of {@link #wanted} or else in the default. */
    public Texts choose(Preference preference, Optional<Language> stored) {
        return wanted(preference, stored).map(this::in).orElse(byDefault);
    }

    /**
     * Returns the language that the URL of a request names, or else the one stored with what the request is about, or else the
     * one that the browser accepts. Languages that are not offered are passed over.
     */
    public Optional<Language> wanted(Preference preference, Optional<Language> stored) {
        return chosen(preference).or(() -> stored.filter(all::containsKey)).or(() -> accepted(preference.accepted()));
    }

    /** Returns the language that the URL of a request names. */
    public Optional<Language> chosen(Preference preference) {
        return preference.uiLocales().flatMap(this::find);
    }

    /**
     * Returns the first language that is offered.
     *
     * @param locales language tags in the order of preference, separated by blanks, as in {@code ui_locales} (OpenID Connect
     *     Core section 3.1.2.1); what is no tag is ignored
     */
    public Optional<Language> find(String locales) {
        return first(Stream.of(locales.split(" ", MOST)));
    }

    /**
     * Returns the language with the highest weight that is offered. The wildcard counts for nothing, since it leads to the
     * default too.
     *
     * @param headers the lines of {@code Accept-Language}; what is malformed is ignored
     */
    public Optional<Language> accepted(List<String> headers) {
        return first(headers.stream()
                .flatMap(header -> Stream.of(header.split(",", MOST)))
                .filter(range -> range.length() <= MAX_RANGE)
                .map(range -> RANGE.matcher(range.strip()))
                .filter(Matcher::matches)
                .filter(range -> weight(range) > 0)
                .limit(MOST)
                .sorted(Comparator.comparingDouble(Languages::weight).reversed())
                .map(range -> range.group(1)));
    }

    private static double weight(Matcher range) {
        return range.group(2) == null ? 1 : Double.parseDouble(range.group(2));
    }

    private Optional<Language> first(Stream<String> tags) {
        return tags.flatMap(tag -> Language.lookUp(tag).stream())
                .filter(all::containsKey)
                .findFirst();
    }
}
