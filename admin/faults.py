"""What the console answers when it cannot do what was asked: one plain page, that says what to do next."""

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from pymongo.errors import PyMongoError
from werkzeug.exceptions import HTTPException

from core import log
from core.errors import Conflict, Forbidden, Invalid, NotFound, ShopError, Unavailable

STATUSES: dict[type[ShopError], int] = {
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Forbidden: 403,
    Unavailable: 503,
}

WORDS = {
    400: ("That did not come from here", "Open the page again and send the form from there."),
    403: ("Not for your role", "Ask an owner of the shop if you need it."),
    404: ("There is nothing here", "It may have been moved, or the address has a slip in it."),
    405: ("There is nothing here", "This address only takes what its own form sends."),
    413: ("That is too large", "The console takes forms of up to one megabyte."),
    500: ("Something broke", "It has been written down. Tell the developers the number below."),
    503: ("The database does not answer", "Nothing was changed. Try again in a moment."),
}


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(CSRFError, _not_from_here)
    app.register_error_handler(ShopError, _refused_by_the_shop)
    app.register_error_handler(PyMongoError, _without_database)


def _refused(refusal: HTTPException) -> tuple[str, int]:
    status = refusal.code or 500
    title, advice = WORDS.get(status, (refusal.name, "Go back and try again."))
    return _page(status, title, advice)


def _not_from_here(refusal: CSRFError) -> tuple[str, int]:
    log.get(__name__).warning("form_refused", reason=refusal.description)
    return _page(400, *WORDS[400])


def _refused_by_the_shop(refusal: ShopError) -> tuple[str, int]:
    status = next((code for kind, code in STATUSES.items() if isinstance(refusal, kind)), 400)
    return _page(status, refusal.title, str(refusal))


def _without_database(fault: PyMongoError) -> tuple[str, int]:
    log.get(__name__).error("database_away", fault=type(fault).__name__)
    return _page(503, *WORDS[503])


def _page(status: int, title: str, advice: str) -> tuple[str, int]:
    page = render_template(
        "fault.html", status=status, title=title, advice=advice, request_id=log.current("request_id")
    )
    return page, status
