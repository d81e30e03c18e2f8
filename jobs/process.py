"""What every long-running process of this package does: notice the signal to stop, and show that it lives."""

import signal
from pathlib import Path
from threading import Event

from prometheus_client import start_http_server

from core.settings import settings


def stopping() -> Event:
    """An event that SIGTERM and SIGINT set: finish what is begun, then leave."""
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
    """Touch the heartbeat file, whose age a liveness probe reads."""
    path = settings().heartbeat_file
    if path:
        Path(path).touch()
