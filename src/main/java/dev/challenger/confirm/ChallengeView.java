package dev.challenger.confirm;

import dev.challenger.confirm.ChallengePage.Code;
import dev.challenger.confirm.ChallengePage.Notice;
import dev.challenger.confirm.ChallengePage.Resend;
import dev.challenger.http.Reply;
import dev.challenger.limit.LimitProblem;
import dev.challenger.mfa.Demand;
import dev.challenger.mfa.Standing;
import dev.challenger.mfa.TanChannel;
import dev.challenger.tan.TanProblem;
import dev.challenger.text.Languages;
import dev.challenger.text.Texts;
import dev.challenger.transmission.NotHandedOver;
import dev.challenger.transmission.NotHandedOver.Reason;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows people where a challenge stands, on pages and in words.
 *
 * <p>{@code redirect_uri} in the query says where a person goes on once the challenge is solved. One that no backend of the
 * instance has registered is ignored, so that nobody is sent to strangers.
 */
public final class ChallengeView {
    /** The templates of the pages. */
    static final Set<String> NAMES = Set.of("confirmation", "confirmed", "languages");

    private static final Set<ErrorCode> INPUT =
            Set.of(ErrorCode.GENERIC_PARAMETER_MISSING, ErrorCode.GENERIC_PARAMETER_MALFORMED);
    /** The time for which the page reports that a message was sent. */
    private static final Duration JUST_SENT = Duration.ofSeconds(30);

    /** Added to the time for which a TAN is valid, so that the page after a slow hand-over does not tell a minute less. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    private final Languages languages;
    private final InstantSource clock;
    private final BiPredicate<String, String> mayReturn;

    /** @param mayReturn returns whether people may be sent from the challenges of an instance to a URI */
    public ChallengeView(Languages languages, InstantSource clock, BiPredicate<String, String> mayReturn) {
        this.languages = languages;
        this.clock = clock;
        this.mayReturn = mayReturn;
    }

    /** Sends the person on to where they came from, or to the page of the challenge that is solved. */
    Reply goOn(Visit visit, Supplier<Standing> standing) {
        Visit allowed = allowed(visit, () -> instance(visit, standing));
        return allowed.back().map(ChallengeView::see).orElseGet(() -> see(page(allowed)));
    }

    /** Sends the person to the page of the challenge. */
    Reply reload(Visit visit, Supplier<Standing> standing) {
        return see(page(allowed(visit, () -> instance(visit, standing))));
    }

    private String page(Visit visit) {
        return visit.page(languages.chosen(visit.languages()));
    }

    private static String instance(Visit visit, Supplier<Standing> standing) {
        return visit.path().instance().orElseGet(() -> standing.get().instance());
    }

    /** Returns the same visit, without a URI that people may not be sent to. */
    private Visit allowed(Visit visit, Supplier<String> instance) {
        return visit.to(visit.back().filter(uri -> mayReturn.test(instance.get(), uri)));
    }

    /** Redirects to a GET, so that loading the page again repeats no POST. */
    private static Reply see(String location) {
        return Reply.empty(303).with("Location", location);
    }

    Texts texts(Standing standing, Visit visit) {
        return languages.of(standing.client()).choose(visit.languages(), standing.language());
    }

    /** Returns the page of a challenge as it stands. Just after a message was sent, the page says so. */
    Reply now(Standing standing, Visit visit) {
        Notice notice = standing.out()
                .filter(Standing.Out::enterable)
                .flatMap(this::news)
                .map(key -> new Notice(false, texts(standing, visit).get(key)))
                .orElse(null);
        return page(200, standing, visit, notice, null);
    }

    /** Returns the key of the notice about the last message: for a test address always, otherwise for 30 seconds. */
    private Optional<String> news(Standing.Out out) {
        boolean just = clock.instant().isBefore(out.sentAt().plus(JUST_SENT));
        return out.test()
                ? Optional.of("notice.test")
                : Optional.of("notice.sent").filter(key -> just);
    }

    /**
     * Returns the page after a wrong TAN.
     *
     * @param standing of a challenge that is not solved
     */
    Reply wrong(Standing standing, Visit visit) {
        Texts texts = texts(standing, visit);
        int status = ErrorCode.MERCHANT_TAN_CHALLENGE_FAILED.status();
        return standing.out().filter(Standing.Out::enterable).isPresent()
                ? page(status, standing, visit, null, texts.get("pin.wrong"))
                : page(status, standing, visit, new Notice(true, texts.get("pin.exhausted")), null);
    }

    Reply refused(Standing standing, Visit visit, Problem problem) {
        Texts texts = texts(standing, visit);
        boolean entry =
                INPUT.contains(problem.code()) && problem.detail().orElse("").equals("tan");
        boolean told = entry && standing.out().filter(Standing.Out::enterable).isPresent();
        Notice notice = told ? null : new Notice(true, explanation(texts, standing, problem));
        String error = told ? texts.get(TanProblem.fault(problem).key()) : null;
        return page(problem.status(), standing, visit, notice, error).refusing(problem);
    }

    private String explanation(Texts texts, Standing standing, Problem problem) {
        return switch (problem.code()) {
            case MERCHANT_TAN_TOO_MANY_ATTEMPTS ->
                texts.get(standing.out()
                        .map(out -> out.attemptsLeft() == 0 ? "pin.exhausted" : "pin.expired")
                        .orElse("pin.nothing-sent"));
            case MERCHANT_TAN_TOO_EARLY -> later(texts, standing, problem);
            case MERCHANT_TAN_MFA_HELPER_EXEC_FAILED -> notHandedOver(texts, standing, (NotHandedOver) problem);
            case GENERIC_FEATURE_NOT_IMPLEMENTED -> texts.get("mfa.page.not-set-up");
            default -> texts.get("notice.request");
        };
    }

    private static String notHandedOver(Texts texts, Standing standing, NotHandedOver problem) {
        boolean unknown = problem.reason() == Reason.NO_SUCH_ADDRESS;
        return texts.on(carrier(standing), unknown ? "mfa.page.no-such-address" : problem.text());
    }

    /** Explains that no message is sent for now: the last one was too recent, or a budget is used up. */
    private String later(Texts texts, Standing standing, Problem problem) {
        if (clock.instant().isBefore(standing.sendableAt())) {
            return texts.get("mfa.page.early");
        }
        return problem instanceof LimitProblem limit
                ? texts.on(
                        carrier(standing),
                        "limit.fixed." + limit.limit(),
                        texts.wait(limit.untilThen()),
                        standing.instance())
                : texts.get("mfa.page.early");
    }

    private static String carrier(Standing standing) {
        return standing.channel() == TanChannel.SMS ? "phone" : "email";
    }

    private Reply page(int status, Standing standing, Visit asked, @Nullable Notice notice, @Nullable String error) {
        Texts texts = texts(standing, asked);
        Visit visit = allowed(asked, standing::instance);
        ChallengePage page = new ChallengePage(
                "instances/" + standing.instance() + "/challenge/"
                        + visit.path().id(),
                visit.query(languages.chosen(visit.languages())),
                visit.query(Optional.empty()),
                standing.instance(),
                operation(texts, standing),
                carrier(standing),
                standing.hint(),
                visit.back().orElse(null),
                notice,
                standing.out().map(out -> code(out, error, clock.instant())).orElse(null),
                resend(standing));
        return Reply.page(status, standing.solved() ? "confirmed" : "confirmation", page, texts);
    }

    private static String operation(Texts texts, Standing standing) {
        return Demand.OPERATIONS.contains(standing.operation())
                ? texts.get("mfa.page.operation." + standing.operation(), standing.instance())
                : texts.get("mfa.page.operation", standing.instance(), standing.operation());
    }

    private static Code code(Standing.Out out, @Nullable String error, Instant now) {
        return new Code(
                out.enterable(),
                out.attemptsLeft(),
                Duration.between(now, out.expiresAt()).plus(LATENESS),
                out.reference(),
                error);
    }

    /** Rounds the wait up, so that nobody is told to come too early. */
    private Resend resend(Standing standing) {
        Duration wait = Duration.between(clock.instant(), standing.sendableAt());
        return new Resend(
                standing.sendableAt().isBefore(standing.expiresAt()),
                wait.isNegative() ? Duration.ZERO : wait.plusMillis(999).truncatedTo(ChronoUnit.SECONDS),
                Duration.between(clock.instant(), standing.expiresAt()));
    }
}
