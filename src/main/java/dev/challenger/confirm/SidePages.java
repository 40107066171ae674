package dev.challenger.confirm;

import dev.challenger.http.Asker;
import dev.challenger.http.LanguagesPage;
import dev.challenger.http.Reply;
import dev.challenger.mfa.ChallengeOver;
import dev.challenger.mfa.Standing;
import dev.challenger.text.Languages;
import dev.challenger.text.Texts;
import dev.challenger.wire.ErrorCode;
import dev.challenger.wire.Problem;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** The pages of a challenge that do not show where it stands: of errors, and of languages. They name the instance if it is known. */
final class SidePages {
    private final Languages languages;
    private final BiPredicate<String, String> mayReturn;

    /** @param mayReturn as in {@link ChallengeView} */
    SidePages(Languages languages, BiPredicate<String, String> mayReturn) {
        this.languages = languages;
        this.mayReturn = mayReturn;
    }

    /**
     * Shows a refusal that the page of the challenge cannot show. After a failure of the database it asks nothing of it.
     *
     * @param find finds the challenge, unless the refusal is that there is none
     */
    Reply error(Problem problem, Visit visit, Supplier<Standing> find) {
        return (problem.status() >= 500
                        ? Optional.<Known>empty()
                        : known(visit, () -> {
                            if (problem.code() == ErrorCode.MERCHANT_TAN_CHALLENGE_UNKNOWN) {
                                throw problem;
                            }
                            return find.get();
                        }))
                .map(known -> Reply.error(problem, known.asker(), known.texts()))
                .orElseGet(() -> Reply.error(problem, true));
    }

    /** Returns the page on which a person chooses another language. */
    Reply languages(Visit visit, Supplier<Standing> find) {
        String query = visit.openQuery();
        return known(visit, find)
                .map(known ->
                        Reply.page(200, LanguagesPage.NAME, new LanguagesPage(query, known.asker()), known.texts()))
                .orElseGet(() -> Reply.page(200, LanguagesPage.NAME, new LanguagesPage(query, null)));
    }

    private record Known(Texts texts, Asker asker) {}

    /**
     * Returns the asker of a challenge, also of one that is over.
     *
     * @return empty if there is no challenge, or the database fails
     */
    private Optional<Known> known(Visit visit, Supplier<Standing> find) {
        try {
            Standing standing = standing(find);
            return Optional.of(known(
                    standing, visit.to(visit.back().filter(uri -> mayReturn.test(standing.instance(), uri)))));
        } catch (Problem e) {
            // The page can be shown without it.
            return Optional.empty();
        }
    }

    private static Standing standing(Supplier<Standing> find) {
        try {
            return find.get();
        } catch (ChallengeOver over) {
            return over.standing();
        }
    }

    private Known known(Standing standing, Visit visit) {
        Texts texts = languages.of(standing.client()).choose(visit.languages(), standing.language());
        ChallengeTexts words = new ChallengeTexts(standing, texts);
        String instance = standing.instance();
        Asker asker = new Asker(
                words.operation(),
                texts.get("mfa.frame.for", instance),
                instance,
                visit.back().orElse(null),
                path(instance, visit) + visit.openQuery());
        return new Known(texts, asker);
    }

    /** Returns the path of the page of a challenge, without a slash at its beginning. */
    static String path(String instance, Visit visit) {
        return "instances/" + instance + "/challenge/" + visit.path().id();
    }
}
