package dev.challenger.confirm;

import dev.challenger.confirm.ChallengePage.Code;
import dev.challenger.confirm.ChallengePage.Notice;
import dev.challenger.confirm.ChallengePage.Resend;
import dev.challenger.http.LanguagesPage;
import dev.challenger.http.Reply;
import dev.challenger.mfa.Standing;
import dev.challenger.text.Languages;
import dev.challenger.text.Texts;
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
 * Shows people where a challenge stands.
 *
 * <p>{@code redirect_uri} in the query says where a person goes on once the challenge is solved. One that no backend of the
 * instance has registered is ignored, so that nobody is sent to strangers.
 */
public final class ChallengeView {
    /** The templates of the pages. */
    static final Set<String> NAMES = Set.of("confirmation", "confirmed", LanguagesPage.NAME);

    /** The time for which the page reports that a message was sent. */
    private static final Duration JUST_SENT = Duration.ofSeconds(30);

    /** Added to the time for which a TAN is valid, so that the page after a slow hand-over does not tell a minute less. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    private final Languages languages;
    private final InstantSource clock;
    private final BiPredicate<String, String> mayReturn;
    private final SidePages sides;

    /** @param mayReturn returns whether people may be sent from the challenges of an instance to a URI */
    public ChallengeView(Languages languages, InstantSource clock, BiPredicate<String, String> mayReturn) {
        this.languages = languages;
        this.clock = clock;
        this.mayReturn = mayReturn;
        this.sides = new SidePages(languages, mayReturn);
    }

    /** Returns the pages that do not show where a challenge stands. */
    SidePages sides() {
        return sides;
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
        String fault = new ChallengeTexts(standing, texts(standing, visit)).wrong();
        return page(ErrorCode.MERCHANT_TAN_CHALLENGE_FAILED.status(), standing, visit, null, fault);
    }

    /** Returns the page after a request that was refused, and says why. */
    Reply refused(Standing standing, Visit visit, Problem problem) {
        Texts texts = texts(standing, visit);
        ChallengeTexts words = new ChallengeTexts(standing, texts);
        Optional<String> fault = words.entry(problem);
        Notice notice = null;
        if (fault.isEmpty()) {
            notice = new Notice(true, words.refusal(problem, clock.instant()));
        } else if (standing.out().isEmpty()) {
            notice = new Notice(true, texts.get("pin.nothing-sent"));
        }
        return page(problem.status(), standing, visit, notice, fault.orElse(null))
                .refusing(problem);
    }

    /** @param fault the reason why the last entry was refused; null if there is none */
    private Reply page(int status, Standing standing, Visit asked, @Nullable Notice notice, @Nullable String fault) {
        Texts texts = texts(standing, asked);
        ChallengeTexts words = new ChallengeTexts(standing, texts);
        Visit visit = allowed(asked, standing::instance);
        ChallengePage page = new ChallengePage(
                SidePages.path(standing.instance(), visit),
                visit.query(languages.chosen(visit.languages())),
                visit.openQuery(),
                standing.instance(),
                words.operation(),
                words.channel(),
                standing.hint(),
                visit.back().orElse(null),
                notice,
                standing.out().map(out -> code(out, fault, clock.instant())).orElse(null),
                resend(standing));
        return Reply.page(status, standing.solved() ? "confirmed" : "confirmation", page, texts);
    }

    private static Code code(Standing.Out out, @Nullable String fault, Instant now) {
        return new Code(
                out.enterable(),
                out.attemptsLeft(),
                Duration.between(now, out.expiresAt()).plus(LATENESS),
                out.reference(),
                out.enterable() ? fault : null,
                !out.enterable() && fault != null);
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
