"""The way in: a password, and then whatever step is left, each of which is a page of its own."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug import Response

from admin import identity
from admin.account_forms import CodeForm, FirstPasswordForm, OfferForm
from admin.acts import filled_in
from admin.devices import known_device
from admin.forms import SignInForm
from admin.offers import offer_for
from core.staff.errors import StaffNotSignedIn
from core.staff.models import StaffMember
from core.staff.passwords import change_password
from core.staff.second_factor import prove, set_up_first
from core.staff.services import sign_in

blueprint = Blueprint("sign_in", __name__)
RENEW = "Make new ones on the page of your account while you can."
Answer = Response | str | tuple[str, int]


@blueprint.get("/sign-in")
def form() -> Response | str:
    """The way in; whoever is in already goes on."""
    if identity.known_member():
        return _further()
    return _page("sign_in.html", SignInForm())


@blueprint.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    given = SignInForm()
    if not given.validate():
        return _page("sign_in.html", given), 422
    try:
        member = sign_in(given.email.data, given.password.data, device=known_device(given.email.data))
    except StaffNotSignedIn as refusal:
        return _page("sign_in.html", given, refusal=str(refusal)), 401
    identity.begin(member)
    return _further()


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def code() -> Answer:
    """Whoever has a second factor shows it."""
    member = _arriving()
    if member is None:
        return _further()
    given = CodeForm()
    return filled_in(given, lambda: _page("sign_in_code.html", given), lambda: _shown(member, given))


@blueprint.route("/sign-in/factor", methods=["GET", "POST"])
def factor() -> Answer:
    """Whoever needs a second factor and has none sets it up."""
    member = _arriving()
    if member is None:
        return _further()
    given = OfferForm()
    return filled_in(
        given,
        lambda: _page("sign_in_factor.html", given, offer=offer_for(member.email, given)),
        lambda: _set_up(member, given),
    )


@blueprint.route("/sign-in/password", methods=["GET", "POST"])
def password() -> Answer:
    """Whoever has come with a first password chooses another."""
    member = _arriving()
    if member is None:
        return _further()
    given = FirstPasswordForm()
    return filled_in(
        given, lambda: _page("sign_in_password.html", given), lambda: _chosen(member.email, given)
    )


@blueprint.post("/sign-out")
def leave() -> Response:
    identity.end()
    return redirect(url_for("sign_in.form"), 303)


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)


def _chosen(email: str, given: FirstPasswordForm) -> Response:
    identity.begin_anew(change_password(email, given.current.data, given.password.data))
    return _further()


def _shown(member: StaffMember, given: CodeForm) -> Response:
    """Raises WrongCode. Who has used a recovery code is told how many are left."""
    left = len(member.recovery)
    proved = prove(member, given.code.data, device=known_device(member.email))
    identity.begin(proved, second=True)
    if len(proved.recovery) < left:
        flash(f"That recovery code is used up: {len(proved.recovery)} are left. {RENEW}", "info")
    return _further()


def _set_up(member: StaffMember, given: OfferForm) -> str:
    """Raises OfferOver, WrongCode, NextCodeNeeded."""
    done = set_up_first(member, given.ticket.data, given.code.data, before=given.before.data or "")
    identity.begin(done.member, second=True)
    return render_template("sign_in_recovery.html", codes=done.recovery_codes, onward=_onward())


def _arriving() -> StaffMember | None:
    """Whoever has a step left, which is this one: the others are closed to them (`admin.identity`)."""
    member = identity.known_member()
    return member if member is not None and identity.step_left(member) else None


def _further() -> Response:
    """To the next step, or to where they wanted to go."""
    member = identity.known_member()
    step = None if member is None else identity.step_left(member)
    return redirect(url_for(step, next=request.args.get("next")) if step else _onward(), 303)


def _page(template: str, given: FlaskForm, **more: object) -> str:
    return render_template(template, form=given, **more)


def _onward() -> str:
    """Where they wanted to go, if that is a page of this console; else the dashboard."""
    wanted = request.args.get("next", "")
    return wanted if _is_here(wanted) else url_for("admin.index")


def _is_here(path: str) -> bool:
    """A path and nothing more: two slashes of either kind, or control characters, lead to another host."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return False
    parts = urlsplit(path)
    return not parts.scheme and not parts.netloc
