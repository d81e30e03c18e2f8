"""gunicorn for the staff console."""

from pathlib import Path
from typing import Any

from core.settings import settings

bind = settings().admin_bind
workers = settings().web_workers
threads = settings().web_threads
worker_class = "gthread"
preload_app = False
timeout = 30
graceful_timeout = 30
keepalive = 75
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # nosec B108  # gunicorn\'s own advice
control_socket_disable = True
proc_name = "quayside-admin"


def on_starting(server: Any) -> None:
    """What gunicorn itself complains of may hold a request line: it is masked like everything else."""
    from core.masking import Masking

    server.log.error_log.addFilter(Masking())
