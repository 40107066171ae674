package dev.challenger.http;

import dev.challenger.brand.Brand;
import dev.challenger.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The brand as templates see it.
 *
 * @param name of the service
 * @param named true if this is the operator's name
 * @param logo the name of a static file
 * @param style the name of the static file with the operator's colours; null if there is none
 * @param helpUrl http, https or mailto
 */
public record PageBrand(
        String name,
        boolean named,
        String logo,
        @Nullable String style,
        @Nullable String privacyUrl,
        @Nullable String imprintUrl,
        @Nullable String helpUrl) {
    static PageBrand of(Brand brand, Texts texts) {
        return new PageBrand(
                brand.name().orElseGet(() -> texts.get("frame.service")),
                brand.name().isPresent(),
                brand.logoFile(texts.client()).orElse("challenger.svg"),
                brand.accent().map(accent -> Brand.STYLE).orElse(null),
                brand.links().privacy().orElse(null),
                brand.links().imprint().orElse(null),
                brand.links()
                        .help()
                        .or(() -> brand.helpAddress().map(address -> "mailto:" + address))
                        .orElse(null));
    }
}
