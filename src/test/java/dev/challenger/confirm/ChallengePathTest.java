package dev.challenger.confirm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which paths the filter takes for TAN challenges, and which it leaves to the application. */
class ChallengePathTest {
    @ParameterizedTest
    @CsvSource({
        "/challenge/1-X,,1-X,false",
        "/challenge/-,,-,false",
        "/challenge/1-X/confirm,,1-X,true",
        "/instances/admin/challenge/1-X,admin,1-X,false",
        "/instances/a.b@c-d_e/challenge/1-X/confirm,a.b@c-d_e,1-X,true",
        "/instances/admin/challenge/garbled,admin,garbled,false",
        "/instances/challenge/challenge/confirm/confirm,challenge,confirm,true",
    })
    void pathsNameATanChallenge(String path, String instance, String id, boolean confirm) {
        assertEquals(
                Optional.of(new ChallengePath(Optional.ofNullable(instance), id, confirm)), ChallengePath.parse(path));
    }

    /** The path is parsed before its length is checked, and a stranger may send 8,000 dashes. */
    @Test
    void aPathOfDashesIsParsedInLinearTime() {
        String path = "/challenge/" + "-".repeat(400_000) + "/";

        assertEquals(
                Optional.empty(), assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ChallengePath.parse(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/challenge",
                "/challenge/",
                "/challenge/NONCE",
                "/challenge/NONCE/confirm",
                "/challenge//confirm",
                "/challenge/1-X/",
                "/challenge/1-X/confirm/",
                "/challenge/1-X/other",
                "/challenge/a/b-c",
                "/instances/challenge/1-X",
                "/instances//challenge/1-X",
                "/instances/a/b/challenge/1-X",
                "/instances/a/challenge/",
                "/other/challenge/1-X",
                "/other/instances/a/challenge/1-X",
                "/CHALLENGE/1-X",
            })
    void otherPathsAreNoTanChallenges(String path) {
        assertEquals(Optional.empty(), ChallengePath.parse(path));
    }
}
