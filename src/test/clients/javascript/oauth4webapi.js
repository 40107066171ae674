// Given the issuer, or with "urls" as argument the URLs.
import * as oauth from "oauth4webapi";
import { app, serve, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } from "./app.js";

// The library refuses http. This line is for a service on localhost only.
const options = { [oauth.allowInsecureRequests]: true };
const as = process.argv[2] === "urls" ? configured() : await discovered();
const client = { client_id: CLIENT_ID };
const authentication = oauth.ClientSecretBasic(CLIENT_SECRET);

async function discovered() {
  const issuer = new URL(ISSUER);
  const response = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...options });
  return oauth.processDiscoveryResponse(issuer, response);
}

function configured() {
  return {
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/authorize`,
    token_endpoint: `${ISSUER}/token`,
    userinfo_endpoint: `${ISSUER}/userinfo`,
  };
}

app.get("/", async (request, response) => {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  Object.assign(request.session, { verifier, state });
  const url = new URL(as.authorization_endpoint);
  url.searchParams.set("client_id", CLIENT_ID);
  url.searchParams.set("redirect_uri", REDIRECT_URI);
  url.searchParams.set("response_type", "code");
  url.searchParams.set("state", state);
  url.searchParams.set("code_challenge", await oauth.calculatePKCECodeChallenge(verifier));
  url.searchParams.set("code_challenge_method", "S256");
  response.redirect(url.href);
});

app.get("/callback", async (request, response) => {
  const { verifier, state } = request.session;
  const parameters = oauth.validateAuthResponse(as, client, new URL(request.url, REDIRECT_URI), state);
  const granted = await oauth.authorizationCodeGrantRequest(
    as, client, authentication, parameters, REDIRECT_URI, verifier, options);
  const { access_token } = await oauth.processAuthorizationCodeResponse(as, client, granted);
  const info = await oauth.userInfoRequest(as, client, access_token, options);
  response.json(await oauth.processUserInfoResponse(as, client, oauth.skipSubjectCheck, info));
});

serve();
