"""Structured logs: one JSON line per event, with the request and job it belongs to, no secrets and nobody's data."""

import logging
import re
import secrets
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

import orjson
import structlog

from core import clock
from core.masking import MASK, masked

__all__ = ["MASK", "about", "current", "get", "line", "mask", "request_id", "set_up"]

Processor = Callable[[object, str, MutableMapping[str, Any]], MutableMapping[str, Any]]
SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


TELLS_EVERY_CALL = ("stripe",)
"""Loggers of libraries that write a line for each call they make: only what goes wrong is of use."""


def set_up(*, process: str, style: str = "json", out: TextIO | None = None) -> None:
    """Send this process's log to *out*, which is standard output. *style* is `json` or `console` (for people)."""
    out = out or sys.stdout
    _short.process, _short.out = process if style == "json" else None, out
    structlog.configure(
        processors=[*_shared(process), *_last(style, out)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(
            out
        ),  # a line and its end at once: `line` writes beside it
        cache_logger_on_first_use=False,
    )
    _adopt_standard_logging(formatter(process=process, style=style, out=out), out)


def of_a_server(process: str, style: str) -> dict[str, Any]:
    """The same for gunicorn, which sets logging up before the shop is there (`logging.config.dictConfig`)."""
    own = {"handlers": ["out"], "level": "INFO", "propagate": False}
    return {
        "formatters": {"line": {"()": "core.log.formatter", "process": process, "style": style}},
        "handlers": {
            "out": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stdout"}
        },
        "root": {"handlers": ["out"], "level": "INFO"},
        "loggers": {"gunicorn.error": own},
    }


def formatter(*, process: str, style: str, out: TextIO | None = None) -> logging.Formatter:
    """For what libraries write: their lines look as the shop's own, and hide the same."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), _of_module, *_shared(process)],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_last(style, out or sys.stdout),
        ],
    )


def line(event: str, *, module: str, **facts: object) -> None:
    """One line on the information level, of facts that hold neither secrets nor anybody's data and fit into JSON.

    For what is written for every request: where lines are JSON it goes the short way, at a twentieth of the cost.
    """
    if _short.process is None:
        get(module).info(event, **facts)
        return
    stamp = clock.rfc3339(clock.now())
    row = {**facts, "module": module, "event": event, "level": "info", "timestamp": stamp}
    out = _short.out or sys.stdout
    out.write(orjson.dumps({**row, "process": _short.process}).decode() + "\n")
    out.flush()


@dataclass
class _ShortWay:
    """Whose lines may be written without the processors; None where they are for people."""

    process: str | None = None
    out: TextIO | None = None


_short = _ShortWay()


def _shared(process: str) -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        mask,
        _named(process),
    ]


def _last(style: str, out: TextIO) -> list[Any]:
    if style == "json":
        return [structlog.processors.JSONRenderer()]
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=out.isatty(), exception_formatter=plain)]


def _of_module(
    logger: logging.Logger | None, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Where a line of a library comes from: the name of its logger."""
    event["module"] = event["_record"].name if logger is None else logger.name
    return event


def _named(process: str) -> Processor:
    """Put the process on every line, whichever thread it comes from."""

    def name(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event["process"] = process
        return event

    return name


def request_id(given: str | None) -> str:
    """The id of a request: the caller's, if it is harmless in logs and headers; else a new one."""
    if given and SANE_REQUEST_ID.fullmatch(given):
        return given
    return secrets.token_hex(8)


def get(name: str) -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.get_logger(module=name)
    return logger


@contextmanager
def about(**facts: object) -> Iterator[None]:
    """Put *facts* (request_id, job_id, order …) on every line that is logged inside."""
    with structlog.contextvars.bound_contextvars(**facts):
        yield


def current(fact: str) -> str | None:
    """What was bound under that name by *about*, if anything."""
    value = structlog.contextvars.get_contextvars().get(fact)
    return None if value is None else str(value)


def mask(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hide what is named like a secret or like somebody's data, and whatever looks like it (`core.masking`).

    Tracebacks are text by now, so what an error says of people is hidden too.
    """
    for name, value in event.items():
        event[name] = masked(name, value) if not name.startswith("_") else value
    return event


def _adopt_standard_logging(form: logging.Formatter, out: TextIO) -> None:
    handler = logging.StreamHandler(out)
    handler.setFormatter(form)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name in TELLS_EVERY_CALL:
        logging.getLogger(name).setLevel(logging.WARNING)
