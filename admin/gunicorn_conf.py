"""gunicorn for the staff console."""

from pathlib import Path
from typing import Any

from core import log
from core.adapters.coming_in import come_in
from core.credentials import Files, reload_when_renewed
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
logconfig_dict = log.of_a_server("admin", settings().log_format)
logger_class = "core.gunicorn_lines.OwnLines"


def when_ready(_server: Any) -> None:
    """From now on another certificate makes other workers."""
    reload_when_renewed(Files(settings().certificate_file, settings().ca_file, come_in))
