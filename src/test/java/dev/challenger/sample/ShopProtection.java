package dev.challenger.sample;

import dev.challenger.filter.Protection;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Demand.Factor;
import dev.challenger.mfa.TanChannel;
import dev.challenger.sample.Shops.Shop;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** Demands one factor for a login. Demands all factors for a deletion, for that one request. */
final class ShopProtection implements Protection {
    @Override
    public Optional<Demand> demand(HttpServletRequest request) {
        // Strangers cannot cause messages to an owner, because the servlet refuses requests without the password.
        return Shops.of(request).filter(shop -> shop.owns(request)).flatMap(shop -> demand(shop, request));
    }

    private static Optional<Demand> demand(Shop shop, HttpServletRequest request) {
        List<Factor> factors =
                List.of(new Factor(TanChannel.SMS, shop.phone()), new Factor(TanChannel.EMAIL, shop.email()));
        return switch (request.getMethod() + " " + Shops.rest(request)) {
            case "POST private/token" -> Optional.of(new Demand(shop.name(), "auth_token_creation", factors));
            case "DELETE private" -> Optional.of(new Demand(shop.name(), "instance_deletion", factors, true, true));
            default -> Optional.empty();
        };
    }
}
