"""How public answers are cached: ready bytes, an ETag, tags, and how long an edge may keep them."""

import time

from flask import Response, g, request

from core.pages.answers import Answer

PAGE = "public, max-age=0, s-maxage=60, stale-while-revalidate=300, stale-if-error=86400"
SUGGESTIONS = "public, max-age=0, s-maxage=30, stale-while-revalidate=60"
OFFER = "public, max-age=0, s-maxage=5, stale-while-revalidate=10"


def page_response(answer: Answer, cache: str = PAGE) -> Response:
    """The page, or 304 when the asker has it."""
    had = has(answer.etag, request.headers.get("If-None-Match"))
    response = Response(status=304) if had else Response(answer.body, content_type="application/json")
    headers = response.headers
    headers["ETag"] = f'W/"{answer.etag}"'
    headers["Cache-Control"] = cache
    headers["Cache-Tag"] = answer.cache_tag
    headers["Server-Timing"] = timing(g.started)
    return response


def timing(started: float, *, round_trips: int | None = None) -> str:
    """How long the answer took since then, and over how many round trips to the database, where that is known."""
    trips = "" if round_trips is None else f', db;desc="{round_trips}"'
    return f"app;dur={(time.perf_counter() - started) * 1000:.2f}{trips}"


def has(etag: str, given: str | None) -> bool:
    """RFC 9110, section 13.1.2: a list of tags, weak ones compare as well, `*` is any."""
    if not given:
        return False
    return given.strip() == "*" or etag in {
        tag.strip().removeprefix("W/").strip('"') for tag in given.split(",")
    }
