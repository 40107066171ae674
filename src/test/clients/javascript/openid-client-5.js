// Given the issuer, or with "urls" as argument the URLs.
import { Issuer, generators } from "openid-client-5";
import { app, serve, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } from "./app.js";

const issuer = process.argv[2] === "urls" ? configured() : await Issuer.discover(ISSUER);

function configured() {
  return new Issuer({
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/authorize`,
    token_endpoint: `${ISSUER}/token`,
    userinfo_endpoint: `${ISSUER}/userinfo`,
  });
}

const client = new issuer.Client({
  client_id: CLIENT_ID,
  client_secret: CLIENT_SECRET,
  redirect_uris: [REDIRECT_URI],
  response_types: ["code"],
});

app.get("/", (request, response) => {
  const code_verifier = generators.codeVerifier();
  const state = generators.state();
  Object.assign(request.session, { code_verifier, state });
  response.redirect(
    client.authorizationUrl({
      scope: "email",
      state,
      code_challenge: generators.codeChallenge(code_verifier),
      code_challenge_method: "S256",
    }),
  );
});

app.get("/callback", async (request, response) => {
  const { code_verifier, state } = request.session;
  // Not client.callback, which demands an ID token.
  const tokens = await client.oauthCallback(REDIRECT_URI, client.callbackParams(request), { code_verifier, state });
  response.json(await client.userinfo(tokens));
});

serve();
