"""What somebody who watches over the console wants to hear of: who came in, who was kept out, what was not taken.

Nobody is named: a member is a hash that only this shop can make, the same for the same address.
"""

from flask import Flask, g, request
from werkzeug import Response

from admin.context import shop
from admin.identity import LEAVE
from core import log
from core.mailboxes import folded
from core.seals import sign_of

STEPS = "sign_in."
KEPT_OUT, NOT_TAKEN = (401, 403, 404), (400, 413, 415, 422)
REFUSED = 400


def register(app: Flask) -> None:
    app.after_request(_watch)


def _watch(response: Response) -> Response:
    status, what = response.status_code, request.endpoint or ""
    if request.method == "POST" and what.startswith(STEPS) and what != LEAVE:
        event = "sign_in_refused" if status >= REFUSED else "sign_in_step_taken"
        _note(event, status, member=_member() or _hidden(request.form.get("email", "")))
    elif status in KEPT_OUT:
        _note("refused", status, member=_member())
    elif status in NOT_TAKEN:
        _note("input_refused", status, member=_member())
    return response


def _note(event: str, status: int, **facts: object) -> None:
    log.get(__name__).info(event, what=request.endpoint, status=status, **facts)


def _member() -> str | None:
    """Whoever has shown a password, as far as that was asked: nothing is read for a line."""
    member = g.get("member")
    return _hidden(member.email) if member else None


def _hidden(email: str) -> str:
    return sign_of(folded(email), shop().settings.secret_ring)
