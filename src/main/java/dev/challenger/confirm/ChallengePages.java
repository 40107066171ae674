package dev.challenger.confirm;

import dev.challenger.http.Exchange;
import dev.challenger.http.Origin;
import dev.challenger.http.Reply;
import dev.challenger.mfa.Confirmation;
import dev.challenger.mfa.Standing;
import dev.challenger.mfa.TanChallenges;
import dev.challenger.tan.Tan;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What people with a browser get at {@code /instances/$INSTANCE/challenge/$ID} and {@code …/confirm}: a page with a button
 * that sends the code and a field to enter it. Plain forms, no scripts needed, no cookies; only a POST sends or uses up
 * anything. Refusals have the status that a program gets for the same.
 *
 * <p>{@code redirect_uri} in the query says where a person goes on once the challenge is solved; one that is not registered
 * for the instance is ignored, so that nobody is sent to strangers.
 */
final class ChallengePages {
    private final TanChallenges challenges;
    private final Origin origin;
    private final BiPredicate<String, String> mayReturn;
    private final ChallengeView view;

    /** @param mayReturn whether people may be sent from the challenges of an instance to a URI */
    public ChallengePages(
            TanChallenges challenges, Origin origin, BiPredicate<String, String> mayReturn, ChallengeView view) {
        this.challenges = challenges;
        this.origin = origin;
        this.mayReturn = mayReturn;
        this.view = view;
    }

    /**
     * {@code GET}: where the challenge stands.
     *
     * @throws Problem code 2126 if there is no such challenge
     */
    public Reply show(Exchange exchange, String instance, String id) {
        Visit asked = asked(exchange, instance, id);
        // The challenge first: clients are looked up only for challenges that exist.
        Standing standing = standing(asked);
        return view.now(standing, allowed(asked));
    }

    /**
     * {@code POST}: sends the TAN.
     *
     * @throws Problem as {@link #show}
     */
    public Reply send(Exchange exchange, String instance, String id) {
        Visit asked = asked(exchange, instance, id);
        try {
            // The form has no fields of interest; reading it refuses any other kind of body.
            exchange.form();
            challenges.send(Optional.of(instance), id, exchange.network(origin));
        } catch (Problem problem) {
            if (problem.code() != ErrorCode.MERCHANT_TAN_CHALLENGE_SOLVED) {
                return refused(asked, problem);
            }
        }
        return reload(allowed(asked), id);
    }

    /**
     * {@code POST} of {@code tan}: confirms.
     *
     * @throws Problem as {@link #show}
     */
    public Reply confirm(Exchange exchange, String instance, String id) {
        Visit asked = asked(exchange, instance, id);
        try {
            Tan entered = exchange.form().get("tan", Tan::parse);
            return answered(asked, challenges.confirm(Optional.of(instance), id, entered, exchange.network(origin)));
        } catch (Problem problem) {
            return refused(asked, problem);
        }
    }

    private Reply answered(Visit asked, Confirmation confirmation) {
        Visit visit = allowed(asked);
        String page = "../" + visit.id();
        if (confirmation instanceof Confirmation.Confirmed) {
            return visit.back().map(ChallengePages::see).orElseGet(() -> reload(visit, page));
        }
        Standing standing = standing(visit);
        // Somebody has solved it meanwhile, or before.
        return standing.solved() ? reload(visit, page) : view.wrong(standing, visit);
    }

    /** As the page needed now, with what is wrong; where there is none, as the problem itself. */
    private Reply refused(Visit asked, Problem problem) {
        if (problem.status() == 404 || problem.status() == 500 || problem.status() == 503) {
            throw problem;
        }
        Standing standing = standing(asked);
        return view.refused(standing, allowed(asked), problem);
    }

    private Standing standing(Visit visit) {
        return challenges.find(Optional.of(visit.instance()), visit.id());
    }

    /** The visit as the URL has it: nobody may be sent to its {@code redirect_uri} yet. */
    private static Visit asked(Exchange exchange, String instance, String id) {
        return new Visit(instance, id, exchange.query().find(Visit.BACK));
    }

    /** The same visit, without its {@code redirect_uri} if no backend of the instance has registered that. */
    private Visit allowed(Visit asked) {
        return new Visit(
                asked.instance(), asked.id(), asked.back().filter(uri -> mayReturn.test(asked.instance(), uri)));
    }

    /** @param path leads from the request's URL to that of the page */
    private static Reply reload(Visit visit, String path) {
        return see(path + visit.query());
    }

    /** By a GET, whatever the request was, so that loading the page again repeats nothing. */
    private static Reply see(String location) {
        return Reply.empty(303).with("Location", location);
    }
}
