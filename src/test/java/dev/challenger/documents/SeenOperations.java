package dev.challenger.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.testing.OpenApi;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Proves that the integration tests have seen every operation and status of {@code openapi.yaml}. Maven runs it after all of them,
 * and not after a run of single tests.
 */
class SeenOperations {
    @Test
    void theIntegrationTestsHaveSeenEveryOperationAndStatus() throws Exception {
        Set<String> unseen = new TreeSet<>(OpenApi.documented());

        unseen.removeAll(OpenApi.seen());

        assertEquals(Set.of(), unseen);
    }
}
