package dev.challenger.brand;

import dev.challenger.text.Languages;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The name, links, colour, logo, texts and pages under which the service appears.
 *
 * @param name in one line; empty if the operator set none
 * @param helpAddress an e-mail address for questions, of ASCII letters, digits and {@code ._+-} around the at sign
 */
public record Brand(
        Optional<String> name,
        Links links,
        Optional<String> helpAddress,
        Optional<Accent> accent,
        Optional<Logo> logo,
        Directory own) {
    /** The brand of an operator who sets none. */
    public static final Brand NONE = new Brand(
            Optional.empty(),
            new Links(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Directory.NONE);

    /** The name of the generated style sheet among the static files. */
    public static final String STYLE = "brand.css";

    /** The operator's pages; each is a http or https URL. */
    public record Links(Optional<String> privacy, Optional<String> imprint, Optional<String> help) {}

    /**
     * Returns the name of the static file with the logo for a client's pages: its own, else the operator's.
     *
     * @param client an id, of any client
     */
    public Optional<String> logoFile(long client) {
        return Optional.ofNullable(own.clients().get(client))
                .flatMap(Directory.OfClient::logo)
                .map(image -> image.file("client-" + client))
                .or(() -> logo.map(image -> image.file("logo")));
    }

    /** Returns languages with the operator's texts in place of ours, for all clients and for single ones. */
    public Languages languages(Languages ours) {
        Languages languages = ours.with(own.texts());
        for (Map.Entry<Long, Directory.OfClient> client : own.clients().entrySet()) {
            languages = languages.withClient(client.getKey(), client.getValue().texts());
        }
        return languages;
    }

    /** Returns the static files that this brand adds to ours, by their names. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        accent.ifPresent(color -> files.put(STYLE, color.css().getBytes(StandardCharsets.UTF_8)));
        logo.ifPresent(image -> files.put(image.file("logo"), image.content()));
        own.clients()
                .forEach((id, client) ->
                        client.logo().ifPresent(image -> files.put(image.file("client-" + id), image.content())));
        return files;
    }
}
