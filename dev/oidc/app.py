"""The web side of the stand-in: a page to sign in on, the endpoints, and its moods."""

import json
import time
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlencode

from flask import Flask, Response, redirect, render_template, request

from dev.oidc.mood import Mood
from dev.oidc.provider import Person, Provider, Refused

STATUS = {"invalid_client": 401, "invalid_token": 401}


def create_app(provider: Provider) -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/.well-known/openid-configuration", "facts", lambda: _json(provider, provider.facts))
    app.add_url_rule("/jwks", "jwks", lambda: _json(provider, provider.jwks))
    app.add_url_rule("/authorize", "authorize", lambda: _authorize(provider), methods=["GET", "POST"])
    app.add_url_rule("/token", "token", lambda: _token(provider), methods=["POST"])
    app.add_url_rule("/userinfo", "userinfo", lambda: _userinfo(provider))
    app.add_url_rule("/_dev/mood", "mood", lambda: _mood(provider), methods=["GET", "PUT"])
    app.add_url_rule("/_dev/keys", "keys", lambda: _rotate(provider), methods=["POST"])
    app.register_error_handler(Refused, _refused)
    app.before_request(lambda: provider.calls.append(request.path))
    return app


def _authorize(provider: Provider) -> Any:
    """The page on which somebody says who they are; sent, it leads back to the client."""
    asked = request.args.to_dict()
    provider.check(asked)
    if request.method == "GET":
        return render_template("authorize.html", client=provider.client.id)
    told = {"state": asked.get("state", ""), "iss": provider.origin}
    denied = bool(request.form.get("deny"))
    told |= {"error": "access_denied"} if denied else {"code": provider.granted(asked, _person())}
    return redirect(f"{asked['redirect_uri']}?{urlencode(told)}", 302)


def _person() -> Person:
    email = request.form.get("email", "ada@example.com")
    subject = request.form.get("subject") or f"sub-{sha256(email.encode()).hexdigest()[:16]}"
    return Person(subject, email, bool(request.form.get("verified")), request.form.get("name", "Ada Byron"))


def _token(provider: Provider) -> Response:
    form = request.form.to_dict()
    return _json(provider, provider.traded(form, _shown(form)))


def _shown(form: dict[str, str]) -> tuple[str | None, str | None]:
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return form.get("client_id"), form.get("client_secret")
    client, _, secret = b64decode(given).decode().partition(":")
    return unquote(client), unquote(secret)


def _userinfo(provider: Provider) -> Response:
    return _json(provider, provider.told_of(request.headers.get("Authorization", "").partition(" ")[2]))


def _mood(provider: Provider) -> Response:
    if request.method == "PUT":
        provider.mood = Mood(**request.get_json())
    return Response(json.dumps(asdict(provider.mood)), content_type="application/json")


def _rotate(provider: Provider) -> Response:
    asked = request.get_json()
    provider.rotate(asked.get("algorithm", "RS256"), keep=bool(asked.get("keep")))
    return Response(status=204)


def _json(provider: Provider, plain: dict[str, Any]) -> Response:
    """That answer, in the mood of the moment."""
    mood, path = provider.mood, request.path
    time.sleep(mood.seconds.get(path, 0))
    if path in mood.redirect:
        return Response(status=307, headers={"Location": mood.redirect[path]})
    body = json.dumps(plain).encode() + b" " * mood.size.get(path, 0)
    pause = mood.trickle.get(path, 0)
    told: bytes | Iterator[bytes] = _trickled(body, pause) if pause else body
    return Response(told, mood.status.get(path, 200), content_type="application/json")


def _trickled(body: bytes, pause: float) -> Iterator[bytes]:
    for at in range(len(body)):
        time.sleep(pause)
        yield body[at : at + 1]


def _refused(refusal: Refused) -> Response:
    code = str(refusal)
    return Response(json.dumps({"error": code}), STATUS.get(code, 400), content_type="application/json")
