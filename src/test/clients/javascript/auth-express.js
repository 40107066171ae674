// Given the issuer and the URLs. Auth.js compares the issuer with the "iss" of the redirect.
import { randomUUID } from "node:crypto";
import { ExpressAuth, getSession } from "@auth/express";
import { app, serve, ISSUER, CLIENT_ID, CLIENT_SECRET } from "./app.js";

const config = {
  secret: randomUUID(),
  trustHost: true,
  providers: [
    {
      id: "challenger",
      name: "Challenger",
      type: "oauth",
      issuer: ISSUER,
      authorization: `${ISSUER}/authorize`,
      token: `${ISSUER}/token`,
      userinfo: `${ISSUER}/userinfo`,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      checks: ["state", "pkce"],
    },
  ],
};

// In Express 4, for which it is documented: "/auth/*".
app.use(/^\/auth\/(.*)/, ExpressAuth(config));

app.get("/", async (request, response) => {
  response.json(await getSession(request, config));
});

serve();
