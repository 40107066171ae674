// The web application around each client: a session for each browser, and a failure as one line of text.
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import express from "express";
import session from "express-session";

export const { PORT, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } = process.env;
export const app = express();
app.use(session({ secret: randomUUID(), resave: false, saveUninitialized: false }));

/** Fetches the validated address, for libraries that end at the access token. */
export async function userinfo(accessToken) {
  const answer = await fetch(`${ISSUER}/userinfo`, { headers: { Authorization: `Bearer ${accessToken}` } });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer.json();
}

/** Serves the application. The client has added its routes before. */
export function serve() {
  app.use((error, request, response, next) => response.status(500).type("text").send(oneLine(error)));
  app.listen(PORT, "127.0.0.1");
}

function oneLine(error) {
  const details = [error.code, error.cause, error.data?.payload].filter((detail) => detail);
  return `${error} ${inspect(details)}`.replace(/\s+/g, " ");
}
