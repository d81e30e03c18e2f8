"""gunicorn for the BFF. The metrics of all its workers are served by the arbiter, on a port of their own."""

import os
import tempfile
from pathlib import Path
from typing import Any

from core import log
from core.adapters.coming_in import come_in
from core.credentials import Files, reload_when_renewed
from core.garbage import settle
from core.settings import settings

if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="quayside-metrics-")
_metrics = os.environ["PROMETHEUS_MULTIPROC_DIR"]
Path(_metrics).mkdir(parents=True, exist_ok=True)
from bff.door import relief  # noqa: E402  # what counts wants the folder when it is imported
from bff.door.requests import LARGEST_LINE  # noqa: E402  # as above

bind = settings().bff_bind
workers = settings().web_workers
threads = settings().web_threads
worker_class = "bff.door.worker.DoorWorker"
worker_connections = 2_000
limit_request_line = LARGEST_LINE
limit_request_fields = 100
limit_request_field_size = 8_190
timeout = 30
graceful_timeout = 30
keepalive = 75
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # nosec B108  # gunicorn\'s own advice
control_socket_disable = True
proc_name = "quayside-bff"
logconfig_dict = log.of_a_server("bff", settings().log_format)
logger_class = "core.gunicorn_lines.OwnLines"


def when_ready(_server: Any) -> None:
    """Serve /metrics beside the shop, out of reach of the storefront. Another certificate makes other workers."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client leaves it open
    host, _, port = settings().metrics_bind.rpartition(":")
    start_http_server(int(port), addr=host, registry=registry)
    reload_when_renewed(Files(settings().certificate_file, settings().ca_file, come_in))


def pre_fork(server: Any, worker: Any) -> None:
    """Still in the arbiter, which alone knows how many there are."""
    worker.follows_another = relief.follows_another(server)


def nworkers_changed(server: Any, _new: int, _old: int | None) -> None:
    """Still in the arbiter: how many workers it is to have was changed, by a signal or by us."""
    relief.keep_to_one_more(server)


def post_worker_init(worker: Any) -> None:
    """The application is made: what it holds is there for as long as the worker is."""
    settle()
    worker.log.info("Worker can answer (pid: %s)", worker.pid)
    relief.relieve_the_oldest(worker)


def child_exit(server: Any, worker: Any) -> None:
    """A worker that is gone leaves no gauge behind, and no gap."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # prometheus_client leaves it open
    relief.want_none_instead(server)
