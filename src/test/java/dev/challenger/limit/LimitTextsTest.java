package dev.challenger.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.challenger.text.Language;
import dev.challenger.text.Texts;
import dev.challenger.wire.ErrorCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that each limit on messages has a text of its own for people and for programs, which says what still works. */
final class LimitTextsTest {
    private static final Texts TEXTS = Texts.of(Language.EN);

    /** Returns the limits that can be reached on a channel. */
    private static List<LimitProblem> limits(String channel) {
        Set<Subject> subjects =
                EnumSet.of(Subject.DESTINATION, Subject.CLIENT, Subject.NETWORK, Subject.SERVICE, Subject.COUNTRY);
        if (channel.equals("email")) {
            subjects.remove(Subject.COUNTRY);
            subjects.add(Subject.DOMAIN);
        } else if (channel.equals("phone")) {
            subjects.add(Subject.PREFIX);
        }
        Duration wait = Duration.ofHours(2);
        return Stream.concat(
                        subjects.stream().map(subject -> new LimitProblem(subject, wait)),
                        Stream.of(new LimitProblem(null, wait)))
                .toList();
    }

    private static String text(String channel, String key, LimitProblem limit) {
        return TEXTS.on(channel, key + limit.limit(), TEXTS.wait(limit.untilThen()), "Sample Shop");
    }

    @ParameterizedTest
    @CsvSource({"email, letter, number", "phone, letter, address", "post, message, number"})
    void everyLimitHasATextOfItsOwnInTheWordsOfTheChannel(String channel, String foreign, String alsoForeign) {
        Set<String> texts = new HashSet<>();
        for (LimitProblem limit : limits(channel)) {
            String text = text(channel, "limit.", limit);

            assertTrue(texts.add(text), text);
            assertTrue(text.contains("try again in 2 hours.") || text.contains("Try again in 2 hours."), text);
            assertFalse(text.contains(foreign) || text.contains(alsoForeign), text);
        }
    }

    /** People with another address, or on another network, need not wait. */
    @Test
    void aTextSaysWhatElseHelps() {
        for (String channel : List.of("email", "phone", "post")) {
            for (LimitProblem limit : limits(channel)) {
                boolean onlyWaiting = Set.of("client", "service").contains(limit.limit());

                assertEquals(!onlyWaiting, text(channel, "limit.", limit).contains("Use a"), limit.limit());
            }
        }
    }

    @Test
    void whereTheAddressIsFixedNobodyIsToldToUseAnother() {
        for (String channel : List.of("email", "phone", "post")) {
            Set<String> texts = new HashSet<>();
            for (LimitProblem limit : limits(channel)) {
                String text = text(channel, "limit.fixed.", limit);

                assertTrue(texts.add(text), text);
                assertTrue(text.contains("ry again in 2 hours."), text);
                assertEquals(limit.limit().equals("network"), text.contains("Use a"), text);
            }
        }
    }

    @Test
    void programsGetTheNameOfTheLimitAndAHint() {
        Set<String> hints = new HashSet<>();
        for (Subject subject : Subject.values()) {
            LimitProblem limit = new LimitProblem(subject, Duration.ofHours(2));

            assertTrue(hints.add(limit.hint()), limit.hint());
            assertEquals(Optional.of("budget per " + limit.limit()), limit.detail());
            assertEquals(Optional.of(Duration.ofHours(2)), limit.retryAfter());
        }
    }

    @Test
    void theSameLimitHasTheCodeOfEachProtocol() {
        LimitProblem limit = new LimitProblem(Subject.NETWORK, Duration.ofHours(2));

        LimitProblem early = limit.as(ErrorCode.MERCHANT_TAN_TOO_EARLY);

        assertEquals(ErrorCode.CHALLENGER_TOO_MANY_ATTEMPTS, limit.code());
        assertEquals(ErrorCode.MERCHANT_TAN_TOO_EARLY, early.code());
        assertEquals(limit.hint(), early.hint());
        assertEquals(limit.detail(), early.detail());
        assertEquals(limit.retryAfter(), early.retryAfter());
    }
}
