// Given the URLs.
import passport from "passport";
import OAuth2Strategy from "passport-oauth2";
import { app, serve, userinfo, ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } from "./app.js";

const strategy = new OAuth2Strategy(
  {
    authorizationURL: `${ISSUER}/authorize`,
    tokenURL: `${ISSUER}/token`,
    clientID: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    callbackURL: REDIRECT_URI,
    state: true,
    pkce: true,
  },
  (accessToken, refreshToken, profile, done) => {
    userinfo(accessToken).then((claims) => done(null, claims), done);
  },
);
passport.use(strategy);

app.get("/", passport.authenticate("oauth2"));

app.get("/callback", passport.authenticate("oauth2", { session: false }), (request, response) => {
  response.json(request.user);
});

serve();
