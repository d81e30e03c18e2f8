"""Who is at the console. The cookie says who signed in and when; every request asks whether that still holds.

Who has shown a password is not in yet: they are *arriving* as long as a step is left, and meet nothing but that step.
"""

from datetime import timedelta

from flask import Flask, g, redirect, request, session, url_for
from werkzeug import Response

from admin import devices, page_tokens
from core import clock
from core.settings import Settings
from core.staff.models import StaffMember
from core.staff.queries import active_member
from core.staff.second_factor import is_required
from core.staff.standing import sign_out

IDLE = timedelta(minutes=15)
WHOLE = timedelta(hours=12)
ARRIVAL = timedelta(minutes=10)
"""How long somebody has, from the password on, for the steps that are left."""
UNASKED = frozenset({"static", "admin.static", "health.live", "health.ready"})
"""What is answered without a look at who asks."""
PUBLIC = frozenset({"sign_in.form", "sign_in.enter"})
"""What else is answered to somebody who has not signed in: a session that is over has been emptied by then."""
LEAVE = "sign_in.leave"


def register(app: Flask, settings: Settings) -> None:
    secure = settings.env == "production"
    app.config.update(
        SESSION_COOKIE_NAME="__Host-console" if secure else "console",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=WHOLE,
    )
    app.before_request(_refuse_strangers)


def begin(member: StaffMember, *, second: bool = False) -> None:
    """A session of its own: nothing of what the browser held before goes on, its CSRF token neither.

    *second*: that the second factor was shown, too.
    """
    session.clear()
    now = clock.now().timestamp()
    session.update(email=member.email, generation=member.generation, since=now, seen=now, second=second)
    g.member = member
    page_tokens.renew()
    if step_left(member) is None:
        devices.is_in(member.email)


def begin_anew(member: StaffMember) -> None:
    """The same for the same member, who has shown again what they had shown before."""
    begin(member, second=session.get("second", False))


def end() -> None:
    """On the server too, and on all devices of theirs: a copy of the cookie is good for nothing any more."""
    member = known_member()
    if member is not None:
        sign_out(member.email, member.generation)
    session.clear()


def known_member() -> StaffMember | None:
    """Who has shown a password, in or arriving: active, of the session's generation, and in time."""
    if "member" not in g:
        g.member = _member()
    member: StaffMember | None = g.member
    return member


def current_member() -> StaffMember | None:
    """Who is signed in: seen within 15 minutes, come within 12 hours, with no step left."""
    member = known_member()
    return None if member is None or step_left(member) else member


def step_left(member: StaffMember) -> str | None:
    """The endpoint of what they have to do before they are in. All there is, is shown before anything is chosen."""
    if member.factor and not session.get("second"):
        return "sign_in.code"
    if member.first_password_until:
        return "sign_in.password"
    return "sign_in.factor" if member.factor is None and is_required() else None


def may(what: str) -> bool:
    """Whether whoever is signed in may do that; nobody may do anything."""
    member = current_member()
    return member is not None and member.may(what)


def actor() -> str:
    """The name under which changes are recorded."""
    member = current_member()
    assert member is not None, "strangers are refused before any view runs"
    return member.email


def sign_in_first() -> Response:
    """To the sign-in page, and after a GET back here."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("sign_in.form", next=back), 303)


def _refuse_strangers() -> Response | None:
    if request.endpoint in UNASKED or current_member() is not None or request.endpoint in PUBLIC:
        return None
    member = known_member()
    if member is not None and request.endpoint in (step_left(member), LEAVE):
        return None
    return sign_in_first()


def _member() -> StaffMember | None:
    if "email" not in session:
        return None
    member = active_member(session["email"], session["generation"])
    if member is None or not _in_time(WHOLE if step_left(member) is None else ARRIVAL):
        session.clear()
        return None
    session["seen"] = clock.now().timestamp()
    return member


def _in_time(whole: timedelta) -> bool:
    now = clock.now().timestamp()
    idle, since = now - session["seen"], now - session["since"]
    return bool(idle <= IDLE.total_seconds() and since <= whole.total_seconds())
