"""The console as `shop serve admin` runs it: a real gunicorn, asked over a real socket."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from dev.ports import free_port

ROOT = Path(__file__).parent.parent.parent
PATIENCE_SECONDS = 20


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def served(database: object, own_environment: dict[str, str], port: int) -> Iterator["subprocess.Popen[str]"]:
    command = [
        sys.executable,
        "-m",
        "gunicorn.app.wsgiapp",
        "--config",
        "python:admin.gunicorn_conf",
        "wsgi:admin()",
    ]
    env = {**os.environ, **own_environment, "SHOP_ADMIN_BIND": f"127.0.0.1:{port}", "SHOP_WEB_WORKERS": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        yield process
        process.kill()


def _ask(port: int, path: str) -> HTTPResponse:
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("GET", path, headers={"X-Request-Id": "asked-by-a-test"})
        answer = connection.getresponse()
        answer.read()
        return answer


def _wait_for(port: int) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        try:
            _ask(port, "/livez")
        except OSError:
            time.sleep(0.05)  # there is no other way to learn that a port is open
        else:
            return
    pytest.fail(f"nothing answered on port {port} within {PATIENCE_SECONDS} s")


def test_it_serves_logs_a_line_a_request_and_stops_when_told(
    served: "subprocess.Popen[str]", port: int
) -> None:
    _wait_for(port)
    assert _ask(port, "/readyz").status == 200
    answer = _ask(port, "/orders/")
    assert (answer.status, answer.headers["Location"]) == (303, "/sign-in?next=/orders/")
    assert answer.headers["X-Request-Id"] == "asked-by-a-test"
    served.send_signal(signal.SIGTERM)
    said, _ = served.communicate(timeout=PATIENCE_SECONDS)
    assert served.returncode == 0
    lines = [line for line in said.splitlines() if "asked-by-a-test" in line]
    assert len(lines) == 1, "probes are not logged"
    assert '"path": "/orders/"' in lines[0]
    assert '"status": 303' in lines[0]
    told = [json.loads(line) for line in said.splitlines()]
    assert [
        line for line in told if not {"timestamp", "level", "event", "module", "process"} <= set(line)
    ] == []
    assert {line["process"] for line in told} == {"admin"}
    assert any(line["event"].startswith("Starting gunicorn") for line in told)
    assert "gunicorn.access" not in said, "a request is written down once, and by the shop"
