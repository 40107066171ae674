package dev.challenger.validation;

import dev.challenger.client.Client;
import dev.challenger.client.Clients;
import dev.challenger.http.Exchange;
import dev.challenger.http.Origin;
import dev.challenger.http.Parameters;
import dev.challenger.http.Reply;
import dev.challenger.limit.Budgets;
import dev.challenger.limit.Claim;
import dev.challenger.limit.Subject;
import dev.challenger.secret.Keys;
import dev.challenger.secret.Secret;
import dev.challenger.validation.Orders.Order;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Network;
import dev.challenger.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Orders validations for browsers that come to {@code /authorize} without a nonce, as to other OAuth servers. Only clients that are
 * registered for it have this. A GET orders, and nobody is authenticated, so each network has a budget of such orders.
 *
 * <p>A browser that repeats a request, by a second click or by a prefetch, should not order twice. But two people must never share
 * a validation, and a client may give the same {@code state} to all. Only a PKCE challenge is fresh for each person (RFC 7636
 * section 4.1). So the nonce for a request with an S256 challenge is derived from the request, its network and the hour, and the
 * same URL leads to the same validation. Where validations last less than an hour, that time takes the place of the hour: a nonce is
 * never given to a second validation. Without an S256 challenge, each request orders a validation of its own.
 */
public final class DirectStarts {
    private static final String PURPOSE = "challenger direct start";

    private final Clients clients;
    private final Orders orders;
    private final ValidationStore store;
    private final Budgets budgets;
    private final Keys keys;
    private final Origin origin;
    private final InstantSource clock;

    public DirectStarts(
            Clients clients,
            Orders orders,
            ValidationStore store,
            Budgets budgets,
            Keys keys,
            Origin origin,
            InstantSource clock) {
        this.clients = clients;
        this.orders = orders;
        this.store = store;
        this.budgets = budgets;
        this.keys = keys;
        this.origin = origin;
        this.clock = clock;
    }

    /** Finds the client of a request, if it is registered for direct starts. */
    Optional<Client> client(long id) {
        return clients.find(id).filter(Client::direct);
    }

    /** Orders a validation and redirects to it. The arguments of the request are bound to it already. */
    Reply answer(Exchange exchange, long clientId) {
        Client client = client(clientId)
                .orElseThrow(() -> Problem.missing("request_uri: this client begins at /setup or /par"));
        if (exchange.method().equals("HEAD")) {
            orders.order(client, exchange.query());
            return Reply.empty(200);
        }
        // Browsers discard a prefetch that fails, and ask again when the person follows the link.
        return isPrefetch(exchange) ? Reply.empty(503) : redirect(begin(client, exchange.query(), exchange), clientId);
    }

    private static boolean isPrefetch(Exchange exchange) {
        return Stream.of("Sec-Purpose", "Purpose", "X-Moz")
                .flatMap(name -> exchange.headers(name).stream())
                .anyMatch(purpose -> purpose.toLowerCase(Locale.ROOT).contains("prefetch"));
    }

    /** A relative URL is correct behind every proxy. */
    static Reply redirect(Secret nonce, long clientId) {
        return Reply.redirect("authorize/" + nonce.text() + "?response_type=code&client_id=" + clientId);
    }

    /**
     * Returns the nonce of the validation for a request.
     *
     * @throws Problem code 25 or 26 with the name of a missing or malformed argument; code 9751 if the redirect URI is not
     *     registered; code 9757 if the network or the client has too many
     */
    private Secret begin(Client client, Parameters query, Exchange exchange) {
        Instant now = clock.instant();
        Order order = orders.order(client, query);
        Optional<Network> network = exchange.network(origin);
        Optional<Secret> derived = network.flatMap(from -> nonce(client, order.authorization(), from, now));
        Optional<Secret> known =
                derived.filter(nonce -> store.find(By.NONCE, nonce.hash(), now).isPresent());
        if (known.isPresent()) {
            return known.get();
        }
        count(network, now);
        return orders.begin(client, order, derived, exchange);
    }

    /** Returns empty without an S256 challenge. */
    private Optional<Secret> nonce(Client client, Authorization authorization, Network from, Instant now) {
        CodeChallenge challenge = authorization.challenge();
        if (challenge == null || challenge.method() != CodeChallenge.Method.S256) {
            return Optional.empty();
        }
        long period = orders.abandonedAfter().toMillis();
        Instant begin = Instant.ofEpochMilli(now.toEpochMilli() / period * period);
        byte[][] parts = Stream.of(
                        Long.toString(client.id()),
                        Objects.toString(authorization.redirectUri(), ""),
                        Objects.toString(authorization.state(), ""),
                        challenge.value(),
                        Boolean.toString(authorization.formPost()),
                        from.toString(),
                        begin.toString())
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return Optional.of(keys.oldest().deriveSecret(PURPOSE, parts).timed(begin));
    }

    /** Counts a start. All unknown networks count as one. */
    private void count(Optional<Network> network, Instant now) {
        String from = network.map(Network::toString).orElse("unknown");
        Claim claim = budgets.counting(Map.of(Subject.NETWORK, from), now).alone();
        if (claim instanceof Claim.Refused refused) {
            throw new Problem(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, "direct starts from this network")
                    .withRetryAfter(refused.problem().untilThen());
        }
    }
}
