import contextlib
import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
from gunicorn.glogging import CONFIG_DEFAULTS

from core import log
from tests.lines import Lines, lines_of

GUNICORN = ("gunicorn.error", "gunicorn.access")


@pytest.fixture
def written() -> Iterator[Lines]:
    with lines_of("test") as lines:
        yield lines


def test_an_event_is_one_line_that_says_where_and_when(written: Lines) -> None:
    log.get("core.orders").info("order_placed", number="Q-1")

    (line,) = written()
    assert (line["event"], line["number"], line["level"]) == ("order_placed", "Q-1", "info")
    assert (line["process"], line["module"]) == ("test", "core.orders")
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "Authorization",
        "client_secret",
        "refresh_token",
        "STRIPE_API_KEY",
        "Set-Cookie",
        "x_signature",
    ],
)
def test_what_is_named_like_a_secret_is_hidden(name: str, written: Lines) -> None:
    log.get("x").info("seen", **{name: "canary"})

    assert "canary" not in json.dumps(written())
    assert written()[0][name] == log.MASK


def test_a_secret_is_hidden_deep_inside_too(written: Lines) -> None:
    log.get("x").info(
        "asked", headers={"Authorization": "canary", "Accept": "text/html"}, all=[{"token": "canary"}]
    )

    (line,) = written()
    assert line["headers"] == {"Authorization": log.MASK, "Accept": "text/html"}
    assert line["all"] == [{"token": log.MASK}]


def test_lines_of_libraries_look_the_same_and_hide_the_same(written: Lines) -> None:
    with log.about(request_id="req-1"):
        logging.getLogger("some.library").warning("disk is %s", "full", extra={"api_key": "canary"})

    (line,) = written()
    assert (line["event"], line["level"], line["request_id"]) == ("disk is full", "warning", "req-1")
    assert (line["process"], line["module"], line["timestamp"][-1]) == ("test", "some.library", "Z")
    assert line["api_key"] == log.MASK


def test_what_gunicorn_says_of_itself_looks_the_same_and_hides_the_same() -> None:
    """As gunicorn does it: the one dictionary, before the shop is there. Its own loggers are put back."""
    before = {
        name: (logging.getLogger(name).handlers, logging.getLogger(name).propagate) for name in GUNICORN
    }
    out = io.StringIO()
    with lines_of("test"), contextlib.redirect_stdout(out):
        logging.config.dictConfig({**CONFIG_DEFAULTS, **log.of_a_server("bff", "json")})
        try:
            int("ada@example.com")
        except ValueError:
            logging.getLogger("gunicorn.error").exception("Error handling request %s", "/?token=canary")
    for name, (handlers, propagates) in before.items():
        logging.getLogger(name).handlers, logging.getLogger(name).propagate = handlers, propagates

    (line,) = (json.loads(text) for text in out.getvalue().splitlines())
    assert (line["event"], line["level"]) == ("Error handling request /?token=***", "error")
    assert (line["process"], line["module"], line["timestamp"][-1]) == ("bff", "gunicorn.error", "Z")
    assert "ValueError" in line["exception"]
    assert "ada" not in out.getvalue()


def test_the_request_is_on_every_line_inside_and_on_none_after(written: Lines) -> None:
    with log.about(request_id="req-1"):
        with log.about(job="mail"):
            log.get("x").info("inner")
        log.get("x").info("outer")
    log.get("x").info("after")

    inner, outer, after = written()
    assert (inner["request_id"], inner["job"]) == ("req-1", "mail")
    assert (outer["request_id"], outer.get("job")) == ("req-1", None)
    assert "request_id" not in after


def test_what_was_bound_can_be_asked_for() -> None:
    assert log.current("request_id") is None
    with log.about(request_id=17):
        assert log.current("request_id") == "17"
    assert log.current("request_id") is None


def test_an_exception_is_told_in_its_line(written: Lines) -> None:
    try:
        int("the tide is out")
    except ValueError:
        log.get("x").exception("job_failed")

    assert "the tide is out" in written()[0]["exception"]


def test_what_an_exception_says_of_people_is_hidden(written: Lines) -> None:
    try:
        int("ada@example.com")
    except ValueError:
        log.get("x").exception("job_failed")
        logging.getLogger("some.library").exception("failed for %s", "eve@example.com")

    ours, theirs = written()
    assert "ValueError" in ours["exception"]
    assert "ValueError" in theirs["exception"]
    assert "example.com" not in json.dumps([ours, theirs])


def test_a_line_and_its_end_are_written_at_once() -> None:
    """Threads write beside each other, and two lines in one are none."""
    written: list[str] = []

    class Out(io.StringIO):
        def write(self, text: str, /) -> int:
            written.append(text)
            return len(text)

    with lines_of("test"):
        log.set_up(process="test", out=Out())
        log.get("core.orders").warning("shed", requests=3)
        log.line("answered", module="request", status=200)

    assert [(text.count("\n"), text[-1]) for text in written] == [(1, "\n")] * 2


def test_debug_is_not_written(written: Lines) -> None:
    log.get("x").debug("noise")

    assert written() == []
