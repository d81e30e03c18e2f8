"""What every long-running process of this package does: notice the signal to stop, and show that it lives."""

import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from prometheus_client import start_http_server

from core import log
from core.adapters.coming_in import come_in
from core.credentials import Files, forget
from core.db import DATABASE_TROUBLE
from core.rights.checks import not_allowed
from core.settings import settings
from jobs.context import shop


@dataclass
class _Own:
    """The certificates of this process, and whether it ends because they were renewed."""

    certificates: Files | None = None
    stop: Event = field(default_factory=Event)
    is_renewed: bool = False
    is_told: bool = False
    """Whether somebody has told it to end; then it does, renewed or not."""


_own = _Own()
ENDS = (signal.SIGTERM, signal.SIGINT)
ASKED_AGAIN_SECONDS = 2.0


def stopping() -> Event:
    """An event that SIGTERM and SIGINT set: finish what is begun, then leave. Call it before all else."""
    if _own.certificates is None:
        _own.certificates = Files(settings().certificate_file, settings().ca_file, come_in)
    _own.stop = Event()
    for number in ENDS:
        signal.signal(number, lambda *_: told_to_stop())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
    return _own.stop


def told_to_stop() -> None:
    """Somebody wants this process to end, and not to begin again."""
    _own.is_told = True
    _own.stop.set()


def serve_metrics() -> None:
    """Serve what this process has counted, where the settings say."""
    bind = settings().worker_metrics_bind
    if bind:
        host, _, port = bind.rpartition(":")
        start_http_server(int(port), addr=host)


def wait_until_allowed(stop: Event) -> None:
    """Return when MongoDB lets this process do what its release does, or when it is to end. Call it before any work.

    Until then it does not beat, so a rollout goes no further and its predecessor stays at work, as with a red
    `/readyz` (docs/adr/0027). While MongoDB is away it beats: to be ended for that would help nobody.
    """
    shop()
    while not stop.is_set():
        try:
            why = not_allowed()
        except DATABASE_TROUBLE as error:
            log.get(__name__).warning("database_away", fault=type(error).__name__)
            beat()
        else:
            if why is None:
                return
            log.get(__name__).error("not_allowed", why=why)
            _notice_renewal()
        stop.wait(ASKED_AGAIN_SECONDS)


def beat() -> None:
    """Touch the heartbeat file, whose age a liveness probe reads. With certificates renewed, end what is begun."""
    path = settings().heartbeat_file
    if path:
        Path(path).touch()
    _notice_renewal()


def _notice_renewal() -> None:
    if _own.certificates and not _own.is_renewed and _own.certificates.have_changed():
        _own.is_renewed = True
        log.get(__name__).info("certificate_renewed")
        _own.stop.set()


def begin_again() -> None:
    """What a process does last: where it has ended because of its certificates, it is itself anew.

    A signal to end that comes in between is kept for what it becomes, and heard in `stopping`.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)
    if _own.is_renewed and not _own.is_told:
        forget()
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # our own interpreter
