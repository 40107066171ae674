# Given the URLs.
import os

from flask import redirect, request, session
from requests_oauthlib import OAuth2Session

from web import CLIENT_ID, CLIENT_SECRET, ISSUER, REDIRECT_URI, app, serve

# The library refuses http. This line is for a service on localhost only.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"


@app.get("/")
def begin():
    challenger = OAuth2Session(CLIENT_ID, redirect_uri=REDIRECT_URI)
    url, session["state"] = challenger.authorization_url(f"{ISSUER}/authorize")
    return redirect(url)


@app.get("/callback")
def callback():
    challenger = OAuth2Session(CLIENT_ID, redirect_uri=REDIRECT_URI, state=session["state"])
    challenger.fetch_token(f"{ISSUER}/token", client_secret=CLIENT_SECRET, authorization_response=request.url)
    answer = challenger.get(f"{ISSUER}/userinfo")
    answer.raise_for_status()
    return answer.json()


serve()
