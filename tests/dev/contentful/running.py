"""The stand-in as a real process, and a small server that takes its webhooks."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

import contentful
import requests

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data" / "contentful"
DELIVERY = "delivery-token-of-the-tests"
PREVIEW = "preview-token-of-the-tests"
SECRET = "s3cret0f64characters" + "x" * 44
PATIENCE_SECONDS = 10.0


class StandIn:
    """One `python -m dev.contentful`; `start` returns when it listens."""

    def __init__(self, export: Path, *options: str, space: str = "testspace") -> None:
        self.space = space
        self.url = ""
        self._command = [sys.executable, "-m", "dev.contentful", "--export", str(export), "--space", space]
        self._command += ["--delivery-token", DELIVERY, "--preview-token", PREVIEW, *options]
        self._process: subprocess.Popen[str] | None = None
        self._log: IO[str] | None = None

    def start(self, port: int = 0) -> "StandIn":
        command = [*self._command, "--port", str(port)]
        # Into a file: a pipe that nobody empties would stop the server once it is full.
        self._log = tempfile.TemporaryFile("a+")  # noqa: SIM115 - closed when the server has ended
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=self._log, text=True
        )
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line.startswith("LISTENING http://127.0.0.1:"), (line, self._end())
        self.url = line.split()[1]
        return self

    def _end(self) -> tuple[int, str]:
        """Wait for the process to end; its exit code, and what it wrote to stderr."""
        assert self._process
        assert self._log
        self._process.communicate(timeout=PATIENCE_SECONDS)
        self._log.seek(0)
        code, log = self._process.returncode, self._log.read()
        self._log.close()
        self._process = self._log = None
        return code, log

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def api(self) -> str:
        return f"{self.url}/spaces/{self.space}/environments/master"

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self._end()

    def stop(self) -> tuple[int, str]:
        """End it politely, if it is running; its exit code, and what it wrote to stderr."""
        if self._process is None:
            return 0, ""
        self._process.send_signal(signal.SIGTERM)
        return self._end()

    def client(self, *, token: str = DELIVERY, **options: Any) -> contentful.Client:
        address = self.url.removeprefix("http://")
        given: dict[str, Any] = {"https": False, "timeout_s": 5, "max_rate_limit_wait": 5, **options}
        return contentful.Client(self.space, token, api_url=address, **given)

    def get(self, path: str, *, token: str = DELIVERY, **query: Any) -> Any:
        """The JSON of a reading endpoint, which must answer 200."""
        answer = self.ask(path, token=token, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def ask(self, path: str, *, token: str = DELIVERY, **query: Any) -> requests.Response:
        params = {name.replace("__", "."): value for name, value in query.items()}
        return requests.get(
            self.api + path,
            params=params,
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE_SECONDS,
        )

    def post(self, path: str, body: Any = None) -> requests.Response:
        return requests.post(f"{self.url}/_dev{path}", json=body, timeout=PATIENCE_SECONDS)

    def do(self, path: str, body: Any = None) -> Any:
        """The JSON of a control, which must succeed."""
        answer = self.post(path, body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def get_webhooks(self) -> Any:
        return requests.get(f"{self.url}/_dev/webhooks", timeout=PATIENCE_SECONDS).json()

    def sync(self, *, token: str = DELIVERY, **query: Any) -> tuple[list[Any], str, int]:
        """All items of one synchronization, the token for the next one, and how many pages it took."""
        items, pages = [], 0
        while True:
            page = self.get("/sync", token=token, **query)
            items += page["items"]
            pages += 1
            address = page.get("nextPageUrl") or page["nextSyncUrl"]
            query = {"sync_token": address.partition("sync_token=")[2]}
            if "nextSyncUrl" in page:
                return items, query["sync_token"], pages


@dataclass(frozen=True)
class Call:
    """One webhook as it came in; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def topic(self) -> str:
        return self.headers["x-contentful-topic"].removeprefix("ContentManagement.")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Receiver:
    """A server that keeps what it is sent; the first calls get `answers`, all later ones 204."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.answers: list[int] = []
        self._bell = threading.Condition()
        self._open = threading.Event()
        self._open.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                self.send_response(receiver.take(Call("POST", self.path, headers, body)))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base's
                pass

        return Handler

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1/hooks/contentful"

    def take(self, call: Call) -> int:
        with self._bell:
            self.calls.append(call)
            self._bell.notify_all()
        self._open.wait(PATIENCE_SECONDS)
        with self._bell:
            return self.answers.pop(0) if self.answers else 204

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within, calls come in and wait for their answer."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    def wait_for(self, count: int) -> list[Call]:
        """The calls, once there are *count* of them."""
        with self._bell:
            assert self._bell.wait_for(lambda: len(self.calls) >= count, PATIENCE_SECONDS), self.topics()
            return list(self.calls)

    def topics(self) -> list[str]:
        return [call.topic for call in self.calls]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until *condition* holds, for what another process does in its own time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
