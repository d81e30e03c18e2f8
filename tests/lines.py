"""The log of a process as a collector gets it: lines of JSON, tracebacks included."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import structlog

from core import log

Lines = Callable[[], list[dict[str, Any]]]


@contextmanager
def lines_of(process: str) -> Iterator[Lines]:
    """What is written inside; the settings of logging are put back afterwards."""
    root, out = logging.getLogger(), io.StringIO()
    before, configured = (root.handlers, root.level), structlog.get_config()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        log.set_up(process=process)
        try:
            yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
        finally:
            structlog.configure(**configured)
            structlog.contextvars.clear_contextvars()
            root.handlers, root.level = before
            log._short.process = log._short.out = None
