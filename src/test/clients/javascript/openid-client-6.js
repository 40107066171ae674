// Given the issuer, or with "urls" as argument the URLs.
import * as client from "openid-client";
import { app, serve, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } from "./app.js";

// The library refuses http. This option is for a service on localhost only.
const options = { execute: [client.allowInsecureRequests] };
let config = await client.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, options);

if (process.argv[2] === "urls") {
  const urls = {
    authorization_endpoint: `${ISSUER}/authorize`,
    token_endpoint: `${ISSUER}/token`,
    userinfo_endpoint: `${ISSUER}/userinfo`,
  };
  config = new client.Configuration({ issuer: ISSUER, ...urls }, CLIENT_ID, CLIENT_SECRET);
  client.allowInsecureRequests(config);
}

app.get("/", async (request, response) => {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  Object.assign(request.session, { verifier, state });
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  response.redirect(url.href);
});

app.get("/callback", async (request, response) => {
  const { verifier, state } = request.session;
  const tokens = await client.authorizationCodeGrant(config, new URL(request.url, REDIRECT_URI), {
    pkceCodeVerifier: verifier,
    expectedState: state,
  });
  response.json(await client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck));
});

serve();
