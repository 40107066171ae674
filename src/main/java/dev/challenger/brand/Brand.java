package dev.challenger.brand;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The name, links, colour and logo under which the service appears.
 *
 * @param name in one line; empty if the operator set none
 * @param helpAddress an e-mail address for questions, of ASCII letters, digits and {@code ._+-} around the at sign
 */
public record Brand(
        Optional<String> name,
        Links links,
        Optional<String> helpAddress,
        Optional<Accent> accent,
        Optional<Logo> logo) {
    /** The brand of an operator who sets none. */
    public static final Brand NONE = new Brand(
            Optional.empty(),
            new Links(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The name of the generated style sheet among the static files. */
    public static final String STYLE = "brand.css";

    /** The operator's pages; each is a http or https URL. */
    public record Links(Optional<String> privacy, Optional<String> imprint, Optional<String> help) {}

    /** Returns the static files that this brand adds to ours, by their names. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        accent.ifPresent(color -> files.put(STYLE, color.css().getBytes(StandardCharsets.UTF_8)));
        logo.ifPresent(image -> files.put(image.file("logo"), image.content()));
        return files;
    }
}
