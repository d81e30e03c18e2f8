"""The way in: a password, and then whatever step is left, each of which is a page of its own."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug import Response

from admin import identity
from admin.account_forms import FirstPasswordForm
from admin.acts import filled_in
from admin.forms import SignInForm
from core.staff.errors import StaffNotSignedIn
from core.staff.models import StaffMember
from core.staff.passwords import change_password
from core.staff.services import sign_in

blueprint = Blueprint("sign_in", __name__)
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
        member = sign_in(given.email.data, given.password.data)
    except StaffNotSignedIn as refusal:
        return _page("sign_in.html", given, str(refusal)), 401
    identity.begin(member)
    return _further()


@blueprint.route("/sign-in/password", methods=["GET", "POST"])
def password() -> Answer:
    """Whoever has come with a first password chooses another."""
    member = _at("sign_in.password")
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
    identity.begin(change_password(email, given.current.data, given.password.data))
    return _further()


def _at(step: str) -> StaffMember | None:
    """Who is at the console, if that is the step that is left to them."""
    member = identity.known_member()
    return member if member is not None and identity.step_left(member) == step else None


def _further() -> Response:
    """To the next step, or to where they wanted to go."""
    member = identity.known_member()
    step = None if member is None else identity.step_left(member)
    return redirect(url_for(step, next=request.args.get("next")) if step else _onward(), 303)


def _page(template: str, given: FlaskForm, refusal: str | None = None) -> str:
    return render_template(template, form=given, refusal=refusal)


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
