"""The web application around each client: a session for each browser, and a failure as one line of text."""

import os

from flask import Flask

ISSUER = os.environ["ISSUER"]
CLIENT_ID = os.environ["CLIENT_ID"]
CLIENT_SECRET = os.environ["CLIENT_SECRET"]
REDIRECT_URI = os.environ["REDIRECT_URI"]

app = Flask(__name__)
app.secret_key = os.urandom(32)


@app.errorhandler(Exception)
def failure(error):
    return repr(error), 500, {"Content-Type": "text/plain"}


def serve():
    """Serves the application. The client has added its routes before."""
    app.run("127.0.0.1", int(os.environ["PORT"]))
