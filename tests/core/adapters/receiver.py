"""A server that keeps what it is sent and answers what it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.answering import answering


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    url: str = ""
    status: int = 204
    kept: list[Received] = field(default_factory=list)


@contextmanager
def receiving() -> Iterator[Receiver]:
    keeper = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", 0)))
            keeper.kept.append(Received(self.path, headers, body))
            self.send_response(keeper.status)
            if keeper.status in (301, 302, 307):
                self.send_header("Location", f"{keeper.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with answering(Handler) as server:
        keeper.url = f"http://127.0.0.1:{server.server_port}"
        yield keeper
