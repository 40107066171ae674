// Given the URLs.
import { randomUUID } from "node:crypto";
import { AuthorizationCode } from "simple-oauth2";
import { app, serve, userinfo, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } from "./app.js";

const client = new AuthorizationCode({
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
  auth: { tokenHost: ISSUER, tokenPath: `${ISSUER}/token`, authorizePath: `${ISSUER}/authorize` },
});

app.get("/", (request, response) => {
  const state = (request.session.state = randomUUID());
  response.redirect(client.authorizeURL({ redirect_uri: REDIRECT_URI, state }));
});

app.get("/callback", async (request, response) => {
  const { code, state, error, error_description } = request.query;
  if (!state || state !== request.session.state) {
    throw new Error("another state");
  }
  if (error) {
    throw new Error(`${error}: ${error_description}`);
  }
  const { token } = await client.getToken({ code, redirect_uri: REDIRECT_URI });
  response.json(await userinfo(token.access_token));
});

serve();
