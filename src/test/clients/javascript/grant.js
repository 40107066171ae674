// Given the URLs. People begin at /connect/challenger.
import grant from "grant";
import { app, serve, PORT, ISSUER, CLIENT_ID, CLIENT_SECRET } from "./app.js";

app.use(
  grant.express({
    defaults: { origin: `http://localhost:${PORT}`, transport: "session", state: true },
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
