package dev.challenger.http;

import dev.challenger.brand.Brand;
import org.jspecify.annotations.Nullable;

/**
 * The brand as templates see it.
 *
 * @param name of the service
 * @param logo the name of a static file
 * @param style the name of the static file with the operator's colours; null if there is none
 * @param helpUrl http, https or mailto
 */
public record PageBrand(
        String name,
        String logo,
        @Nullable String style,
        @Nullable String privacyUrl,
        @Nullable String imprintUrl,
        @Nullable String helpUrl) {
    static PageBrand of(Brand brand, String ownName) {
        return new PageBrand(
                brand.name().orElse(ownName),
                brand.logo().map(logo -> "logo." + logo.ending()).orElse("challenger.svg"),
                brand.accent().map(accent -> Brand.STYLE).orElse(null),
                brand.links().privacy().orElse(null),
                brand.links().imprint().orElse(null),
                brand.links()
                        .help()
                        .or(() -> brand.helpAddress().map(address -> "mailto:" + address))
                        .orElse(null));
    }
}
