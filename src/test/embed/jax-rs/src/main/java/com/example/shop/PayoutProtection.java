package com.example.shop;

import dev.challenger.filter.Protection;
import dev.challenger.http.RequestPath;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.TanChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** Demands a code from the mailbox of the user for each payout. */
@ApplicationScoped
public class PayoutProtection implements Protection {
    @Inject
    private Users users;

    @Override
    public Optional<Demand> demand(HttpServletRequest request) {
        boolean payout =
                request.getMethod().equals("POST") && RequestPath.of(request).equals("/payouts");
        return payout ? users.find(request.getHeader("Authorization")).map(PayoutProtection::demand) : Optional.empty();
    }

    /** A real shop would read the address of its user from the database. */
    private static Demand demand(String user) {
        Demand.Factor mailbox = new Demand.Factor(TanChannel.EMAIL, user + "@example.com");
        return new Demand("shop", "payout", List.of(mailbox), true, true);
    }
}
