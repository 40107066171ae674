package dev.challenger.confirm;

import dev.challenger.http.Exchange;
import dev.challenger.http.LanguagesPage;
import dev.challenger.http.Methods;
import dev.challenger.http.Origin;
import dev.challenger.http.Parameters;
import dev.challenger.http.Refusal;
import dev.challenger.http.Reply;
import dev.challenger.mfa.Confirmation;
import dev.challenger.mfa.PresentedIds;
import dev.challenger.mfa.Standing;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.mfa.Transmission;
import dev.challenger.mfa.Transmission.Sent;
import dev.challenger.tan.Tan;
import dev.challenger.tan.TanProblem;
import dev.challenger.wire.ErrorBody;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Json;
import dev.challenger.wire.Problem;
import dev.challenger.wire.Timestamp;
import java.util.Optional;
import java.util.Set;

/**
 * Answers the URLs of TAN challenges (the merchant protocol), {@code [/instances/$INSTANCE]/challenge/$ID[/confirm]}: POST
 * has the TAN sent, or confirms with the TAN that was entered. Programs send and get JSON.
 *
 * <p>Where there are pages, a person with a browser gets the same results as pages: plain forms without scripts and cookies,
 * on which only a POST sends or uses up anything. A refusal has the status that programs get for it. Only where nothing is
 * sent because a good TAN is out, programs get 200 with its times, and people a page with 429 that says so. A request with a
 * JSON body is a program's, whatever it accepts.
 */
public final class TanChallengeEndpoint {
    /** Lists names besides the star, which browsers take literally if a request has credentials. */
    private static final String REQUEST_HEADERS = "*, Authorization, Accept, Content-Type, " + PresentedIds.HEADER;

    private static final Methods FOR_PROGRAMS = new Methods(Set.of("POST"), REQUEST_HEADERS);
    /** GET is allowed at {@code /confirm} too: a browser that comes back there without a TAN gets the page. */
    private static final Methods FOR_PEOPLE = new Methods(Set.of("GET", "POST"), REQUEST_HEADERS);

    private final TanChallenges challenges;
    private final Origin origin;
    private final Optional<ChallengeView> pages;

    /** @param pages empty in applications without pages, where everybody gets JSON */
    public TanChallengeEndpoint(TanChallenges challenges, Origin origin, Optional<ChallengeView> pages) {
        this.challenges = challenges;
        this.origin = origin;
        this.pages = pages;
    }

    /** Answers a request; empty if its path is not that of a TAN challenge. */
    public Optional<Reply> answer(Exchange exchange) {
        return ChallengePath.parse(exchange.path())
                .flatMap(
                        path -> answer(exchange, path, pages.filter(view -> exchange.html() && !exchange.sendsJson())));
    }

    /** @param view for a person; empty for a program */
    private Optional<Reply> answer(Exchange exchange, ChallengePath path, Optional<ChallengeView> view) {
        return Refusal.answer(exchange, path.endpoint(), problem -> error(exchange, path, view, problem), () -> {
            exchange.requireShortUri();
            Methods methods = view.isPresent() ? FOR_PEOPLE : FOR_PROGRAMS;
            return Optional.of(methods.answer(
                    exchange,
                    get -> show(get, path, view.orElseThrow()),
                    post -> view.isPresent() ? submit(post, path, view.get()) : act(post, path)));
        });
    }

    private Reply error(Exchange exchange, ChallengePath path, Optional<ChallengeView> view, Problem problem) {
        return view.map(shown -> shown.sides().error(problem, Visit.ofAny(exchange, path), () -> standing(path)))
                .orElseGet(() -> Reply.error(problem, false));
    }

    private Reply act(Exchange exchange, ChallengePath path) {
        return path.confirm() ? confirm(exchange, path) : send(exchange, path);
    }

    private record Times(Timestamp solveExpiration, Timestamp earliestRetransmission) {}

    private Reply send(Exchange exchange, ChallengePath path) {
        // No member of the body matters; reading it refuses any other kind of body.
        exchange.jsonObject();
        Transmission transmission =
                challenges.send(path.instance(), path.id(), exchange.network(origin), exchange.languages());
        if (transmission instanceof Sent sent) {
            return Reply.json(200, new Times(Timestamp.of(sent.expiresAt()), Timestamp.notBefore(sent.sendableAt())));
        }
        return refused(((Transmission.Refused) transmission).problem(), false);
    }

    private Reply confirm(Exchange exchange, ChallengePath path) {
        String typed = Json.text(Json.readObject(exchange.body()), "tan");
        Tan tan = TanProblem.parse("tan", Optional.of(typed));
        Confirmation confirmation = challenges.confirm(path.instance(), path.id(), tan, exchange.network(origin));
        if (confirmation instanceof Confirmation.Refused refused) {
            return refused(refused.problem(), false);
        }
        return confirmation instanceof Confirmation.Wrong wrong ? wrong(wrong) : Reply.empty(204);
    }

    private static Reply refused(Problem problem, boolean html) {
        return Reply.error(problem, html).refusing(problem);
    }

    private static Reply wrong(Confirmation.Wrong wrong) {
        Problem problem = new Problem(ErrorCode.MERCHANT_TAN_CHALLENGE_FAILED);
        return Reply.json(problem.status(), ErrorBody.of(problem).withRetryCounter(wrong.attemptsLeft()))
                .refusing(problem);
    }

    private Reply show(Exchange exchange, ChallengePath path, ChallengeView view) {
        exchange.requirePages(ChallengeView.NAMES);
        Visit visit = Visit.of(exchange, path);
        return LanguagesPage.isAsked(exchange)
                ? view.sides().languages(visit, () -> standing(path))
                : view.now(standing(path), visit);
    }

    private Reply submit(Exchange exchange, ChallengePath path, ChallengeView view) {
        exchange.requirePages(ChallengeView.NAMES);
        Visit visit = Visit.of(exchange, path);
        Optional<Tan> tan;
        try {
            // The form that has a TAN sent has no fields; reading it refuses any other kind of body.
            Parameters form = exchange.form();
            tan = path.confirm() ? Optional.of(TanProblem.parse("tan", form.find("tan"))) : Optional.empty();
        } catch (Problem unreadable) {
            return refused(visit, view, unreadable);
        }
        return tan.map(entered -> confirm(exchange, visit, view, entered)).orElseGet(() -> send(exchange, visit, view));
    }

    private Reply send(Exchange exchange, Visit visit, ChallengeView view) {
        ChallengePath path = visit.path();
        Transmission transmission =
                challenges.send(path.instance(), path.id(), exchange.network(origin), visit.languages());
        return transmission
                .refusal()
                .map(problem -> refused(visit, view, problem))
                .orElseGet(() -> view.reload(visit, () -> standing(path)));
    }

    private Reply confirm(Exchange exchange, Visit visit, ChallengeView view, Tan tan) {
        ChallengePath path = visit.path();
        Confirmation confirmation = challenges.confirm(path.instance(), path.id(), tan, exchange.network(origin));
        if (confirmation instanceof Confirmation.Confirmed) {
            return view.goOn(visit, () -> standing(path));
        }
        if (confirmation instanceof Confirmation.Refused refused) {
            return refused(visit, view, refused.problem());
        }
        Standing standing = standing(path);
        // A challenge may have been solved before, or by somebody else meanwhile.
        return standing.solved() ? view.reload(visit, () -> standing) : view.wrong(standing, visit);
    }

    /** Shows a refusal on the page of the challenge; if the database fails, the error page shows it. */
    private Reply refused(Visit visit, ChallengeView view, Problem problem) {
        if (problem.status() == 500 || problem.status() == 503) {
            return refused(problem, true);
        }
        Standing standing = standing(visit.path());
        return problem.code() == ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED
                ? view.reload(visit, () -> standing)
                : view.refused(standing, visit, problem);
    }

    private Standing standing(ChallengePath path) {
        return challenges.find(path.instance(), path.id());
    }
}
