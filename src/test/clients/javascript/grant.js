// Given the URLs. People begin at /connect/challenger.
import grant from "grant";
import { app, serve, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } from "./app.js";

app.use(
  grant.express({
    defaults: { origin: new URL(REDIRECT_URI).origin, transport: "session", state: true },
    challenger: {
      authorize_url: `${ISSUER}/authorize`,
      access_url: `${ISSUER}/token`,
      profile_url: `${ISSUER}/userinfo`,
      oauth: 2,
      key: CLIENT_ID,
      secret: CLIENT_SECRET,
      pkce: true,
      response: ["tokens", "profile"],
      callback: "/done",
    },
  }),
);

app.get("/done", (request, response) => {
  const { error, profile } = request.session.grant.response;
  if (error) {
    throw new Error(JSON.stringify(error));
  }
  response.json(profile);
});

serve();
