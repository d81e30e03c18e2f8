"""The stand-in as a process of its own, its controls, and a receiver for its webhooks."""

import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import requests
import stripe

ROOT = Path(__file__).resolve().parents[3]
WAIT_SECONDS = 10.0


class RunningStripe:
    """`python -m dev.stripe` on a free port with these arguments; entering it starts, leaving it ends it."""

    def __init__(self, *arguments: str) -> None:
        self.arguments = arguments
        self.url = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> Self:
        command = [sys.executable, "-m", "dev.stripe", "--port", "0", *self.arguments]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout
        first = self._process.stdout.readline()
        if not first.startswith("LISTENING "):
            self.stop()
            raise AssertionError(f"the stand-in did not start: {first!r}")
        self.url = first.split()[1]
        return self

    def kill(self) -> None:
        """As `kill -9`."""
        assert self._process
        self._process.kill()
        self._gone()

    def stop(self) -> None:
        assert self._process
        self._process.terminate()
        self._gone()

    def _gone(self) -> None:
        assert self._process
        assert self._process.stdout
        self._process.wait(WAIT_SECONDS)
        self._process.stdout.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def client(self, key: str = "sk_test_suite", **more: Any) -> stripe.StripeClient:
        """The official SDK; it tries once unless `max_network_retries` says otherwise."""
        more = {"max_network_retries": 0, "http_client": stripe.RequestsClient(timeout=5), **more}
        return stripe.StripeClient(key, base_addresses={"api": self.url}, **more)

    def controls(self) -> "Controls":
        return Controls(self.url)


class Controls:
    """The stand-in's own addresses, under `/_dev/`; an answer that is no 2xx fails the test."""

    def __init__(self, url: str) -> None:
        self._url = url

    def get(self, path: str, /, **query: str) -> Any:
        return self._ask("GET", path, params=query)

    def post(self, path: str, /, **body: Any) -> Any:
        return self._ask("POST", path, json=body)

    def delete(self, path: str) -> Any:
        return self._ask("DELETE", path)

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        answer = requests.request(method, f"{self._url}/_dev/{path}", timeout=5, **more)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def after_delivery(self) -> dict[str, int]:
        """Waits until no delivery is pending; answers how many are delivered, lost, failed."""
        deadline = time.monotonic() + WAIT_SECONDS
        while (counts := self.get("webhooks")["counts"])["pending"]:
            assert time.monotonic() < deadline, f"still on the way: {counts}"
            time.sleep(0.01)
        return {state: count for state, count in counts.items() if count}


class Receiver:
    """A shop's webhook address: keeps what comes, answers *answers* in turn and then 200."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.received: list[tuple[bytes, str]] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1/hooks/stripe"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(receiver.take(body, self.headers["Stripe-Signature"]))
                self.send_header("Content-Length", "0")
                self.send_header("Location", "/elsewhere")  # what a redirect would lead to is never asked for
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler

    def take(self, body: bytes, signature: str) -> int:
        with self._lock:
            self.received.append((body, signature))
            return self.answers.pop(0) if self.answers else 200

    def forget(self) -> None:
        with self._lock:
            self.answers.clear()
            self.received.clear()

    def events(self, secret: str) -> list[stripe.Event]:
        """What came, in order, each one verified by the SDK."""
        return [stripe.Webhook.construct_event(body, signed, secret) for body, signed in self.received]

    def types(self, secret: str) -> list[str]:
        return sorted(event.type for event in self.events(secret))

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
