"""What every long-running process of this package does: notice the signal to stop, and show that it lives."""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from prometheus_client import start_http_server

from core import log
from core.credentials import Files
from core.settings import settings


@dataclass
class _Own:
    """The certificates of this process, and whether it ends because they were renewed."""

    certificates: Files | None = None
    is_renewed: bool = False


_own = _Own()


def stopping() -> Event:
    """An event that SIGTERM and SIGINT set: finish what is begun, then leave. Call it before all else."""
    _own.certificates = _own.certificates or Files(settings().certificate_file, settings().ca_file)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def serve_metrics() -> None:
    """Serve what this process has counted, where the settings say."""
    bind = settings().worker_metrics_bind
    if bind:
        host, _, port = bind.rpartition(":")
        start_http_server(int(port), addr=host)


def beat() -> None:
    """Touch the heartbeat file, whose age a liveness probe reads. With certificates renewed, end as if told to."""
    path = settings().heartbeat_file
    if path:
        Path(path).touch()
    if _own.certificates and not _own.is_renewed and _own.certificates.have_changed():
        _own.is_renewed = True
        log.get(__name__).info("certificate_renewed")
        os.kill(os.getpid(), signal.SIGTERM)


def begin_again() -> None:
    """What a process does last: where it has ended because of its certificates, it is itself anew."""
    if _own.is_renewed:
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # our own interpreter
