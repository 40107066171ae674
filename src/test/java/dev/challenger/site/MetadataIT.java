package dev.challenger.site;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.challenger.testing.Expect;
import dev.challenger.testing.Http;
import dev.challenger.testing.TestClient;
import dev.challenger.testing.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Proves that the authorization server metadata follow RFC 8414. */
class MetadataIT {
    private static final String PATH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    @AutoClose
    private static final World WORLD = World.with("http.base-url", "https://challenger.example.com/path/");

    private final TestClient client = WORLD.node().client();

    @Test
    void theMetadataNameEverythingThatAClientNeeds() {
        String expected = """
                {"issuer": "BASE",
                 "authorization_endpoint": "BASE/authorize",
                 "token_endpoint": "BASE/token",
                 "pushed_authorization_request_endpoint": "BASE/par",
                 "revocation_endpoint": "BASE/revoke",
                 "introspection_endpoint": "BASE/introspect",
                 "jwks_uri": "BASE/jwks",
                 "response_types_supported": ["code"],
                 "response_modes_supported": ["query", "form_post"],
                 "grant_types_supported": ["authorization_code"],
                 "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                 "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                 "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                 "code_challenge_methods_supported": ["S256", "plain"],
                 "subject_types_supported": ["pairwise"],
                 "authorization_response_iss_parameter_supported": true,
                 "setup_endpoint": "BASE/setup",
                 "info_endpoint": "BASE/info",
                 "userinfo_endpoint": "BASE/userinfo"}
                """.replace("BASE", "https://challenger.example.com/path");

        for (String path : List.of(PATH, PATH + "/path", OPENID, OPENID + "/path")) {
            Expect.json(200, expected, client.http().get(path));
            Expect.json(200, expected, client.http().get(path, "Accept", Http.BROWSER));
        }
    }

    @Test
    void theIssuerEqualsThatOfEveryRedirect() {
        String nonce = client.challenged();
        String redirectUrl = client.solve(nonce, WORLD.mailbox().newestTan())
                .json()
                .path("redirect_url")
                .asText();

        String issuer = client.http().get(PATH).json().path("issuer").asText();

        assertTrue(redirectUrl.endsWith("&iss=" + Http.encode(issuer)), redirectUrl);
    }

    /** A path without a servlet would get another error. */
    @Test
    void everyEndpointOfTheMetadataExists() {
        JsonNode metadata = client.http().get(PATH).json();

        for (String name : metadata.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> key.endsWith("_endpoint"))
                .toList()) {
            String path = metadata.path(name).asText().replace("https://challenger.example.com/path", "")
                    + (name.equals("setup_endpoint") ? "/" + client.id() : "");
            assertTrue(client.http().get(path).code() != 21, name);
        }
    }

    @Test
    void nothingElseIsWellKnown() {
        for (String path : List.of(PATH + "/", PATH + "/other", PATH + "/path/", OPENID + "/other", "/.well-known/x")) {
            Expect.problem(404, 21, client.http().get(path));
        }
        Expect.problem(405, 20, client.http().post(PATH, ""));
        Expect.problem(405, 20, client.http().post(OPENID, ""));
    }

    @Test
    void noKeySignsAnything() {
        Expect.json(200, "{\"keys\": []}", client.http().get("/jwks"));
    }
}
