"""Operations on their way out: said in the document and on every answer, with the day from which they may be gone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Response, after_this_request
from werkzeug.http import http_date

from bff.blueprints import APIDOC

P = ParamSpec("P")
R = TypeVar("R")


def deprecated(since: date, sunset: date, *, instead: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Nobody should build on that operation any more, and from *sunset* on it may be gone. Days begin at 00:00 UTC.

    The outermost decorator of a view. *instead* is what to call now. Until its sunset the operation cannot be taken
    away: `dev/check_contract.py` refuses. Not for pages that `bff/ready.py` answers: those have no view of their own.
    Raises ValueError when it would be gone before it is out of date.
    """
    if sunset <= since:
        raise ValueError(f"{sunset} is not after {since}")
    headers = {"Deprecation": f"@{int(_midnight(since).timestamp())}", "Sunset": http_date(_midnight(sunset))}

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def marked(*args: P.args, **kwargs: P.kwargs) -> R:
            after_this_request(_mark)
            return view(*args, **kwargs)

        setattr(marked, APIDOC, _documented(view, since, sunset, instead))
        return marked

    def _mark(response: Response) -> Response:
        response.headers.update(headers)
        return response

    return decorate


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _documented(view: Callable[..., Any], since: date, sunset: date, instead: str) -> dict[str, Any]:
    doc: dict[str, Any] = dict(getattr(view, APIDOC, {}))
    said = {"deprecated": True, "x-deprecated-since": since.isoformat(), "x-sunset": sunset.isoformat()}
    manual = {**doc.get("manual_doc", {}), **said, "description": f"Use {instead} instead."}
    return {**doc, "manual_doc": manual}
