"""Structured logs: one JSON line per event, with the request and job it belongs to, and no secrets."""

import logging
import re
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
import structlog

from core import clock

Processor = Callable[[object, str, MutableMapping[str, Any]], MutableMapping[str, Any]]
SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
SECRET_WORDS = ("password", "secret", "token", "authorization", "api_key", "cookie", "signature")
MASK = "***"


def set_up(*, process: str, style: str = "json") -> None:
    """Send this process's log to standard output. *style* is `json` or `console` (for people)."""
    _short.process = process if style == "json" else None
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        mask,
        _named(process),
    ]
    if style == "json":
        last: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        last = [structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty())]
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=False,
    )
    _adopt_standard_logging(shared, last)


def line(event: str, *, module: str, **facts: object) -> None:
    """One line on the information level, of facts that hold no secrets and fit into JSON as they are.

    For what is written for every request: where lines are JSON it goes the short way, at a twentieth of the cost.
    """
    if _short.process is None:
        get(module).info(event, **facts)
        return
    stamp = clock.rfc3339(clock.now())
    row = {**facts, "module": module, "event": event, "level": "info", "timestamp": stamp}
    sys.stdout.write(orjson.dumps({**row, "process": _short.process}).decode() + "\n")
    sys.stdout.flush()


@dataclass
class _ShortWay:
    """Whose lines may be written without the processors; None where they are for people."""

    process: str | None = None


_short = _ShortWay()


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
    """Hide the value of everything that is named like a secret."""
    for name, value in event.items():
        event[name] = _masked(name, value)
    return event


def _masked(name: str, value: Any) -> Any:
    if any(word in name.lower() for word in SECRET_WORDS):
        return MASK
    if isinstance(value, Mapping):
        return {key: _masked(str(key), inner) for key, inner in value.items()}
    return [_masked("", inner) for inner in value] if isinstance(value, list | tuple) else value


def _adopt_standard_logging(shared: list[Any], last: list[Any]) -> None:
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
