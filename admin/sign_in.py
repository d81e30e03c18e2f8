from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug import Response

from admin import identity
from admin.forms import SignInForm
from core.staff.errors import StaffNotSignedIn
from core.staff.services import sign_in

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
def form() -> Response | str:
    """The way in; whoever is in already goes on."""
    if identity.current_member():
        return redirect(_onward(), 303)
    return _page(SignInForm())


@blueprint.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    given = SignInForm()
    if not given.validate():
        return _page(given), 422
    try:
        member = sign_in(given.email.data, given.password.data)
    except StaffNotSignedIn as refusal:
        return _page(given, str(refusal)), 401
    identity.begin(member)
    return redirect(_onward(), 303)


@blueprint.post("/sign-out")
def leave() -> Response:
    identity.end()
    return redirect(url_for("sign_in.form"), 303)


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)


def _page(given: SignInForm, refusal: str | None = None) -> str:
    return render_template("sign_in.html", form=given, refusal=refusal)


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
