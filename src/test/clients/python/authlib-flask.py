# Given the issuer's metadata document, or with "urls" as argument the URLs.
import sys

from authlib.integrations.flask_client import OAuth

from web import CLIENT_ID, CLIENT_SECRET, ISSUER, REDIRECT_URI, app, serve

oauth = OAuth(app)
challenger = oauth.register(
    "challenger",
    client_id=CLIENT_ID,
    client_secret=CLIENT_SECRET,
    server_metadata_url=f"{ISSUER}/.well-known/openid-configuration",
    client_kwargs={"code_challenge_method": "S256"},
)

if sys.argv[1:] == ["urls"]:
    challenger = oauth.register(
        "challenger-by-urls",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        authorize_url=f"{ISSUER}/authorize",
        access_token_url=f"{ISSUER}/token",
        userinfo_endpoint=f"{ISSUER}/userinfo",
        client_kwargs={"code_challenge_method": "S256"},
    )


@app.get("/")
def begin():
    return challenger.authorize_redirect(REDIRECT_URI)


@app.get("/callback")
def callback():
    return challenger.userinfo(token=challenger.authorize_access_token())


serve()
