"""A line to MongoDB that can lose an answer, or hold it back: what no fail point of the server does."""

import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 65_536


class Line(socketserver.ThreadingTCPServer):
    """Passes everything on, both ways; of the next command that has *mark* in it, as it was told."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.behind = ("127.0.0.1", port)
        self.mark = b""
        self.held_seconds = 0.0

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def lose_answer_to(self, mark: bytes) -> None:
        """The server does it, and the line breaks before anybody hears."""
        self.mark, self.held_seconds = mark, 0.0

    def hold_answer_to(self, mark: bytes, seconds: float) -> None:
        self.mark, self.held_seconds = mark, seconds


class Passing(socketserver.BaseRequestHandler):
    """One connection. A driver sends a command and waits for its answer, so that the two take turns."""

    server: Line

    def handle(self) -> None:
        with socket.create_connection(self.server.behind) as there, suppress(OSError):
            threading.Thread(target=self._answers, args=(there,), daemon=True).start()
            while said := self.request.recv(PIECE):
                self.marked = bool(self.server.mark) and self.server.mark in said
                there.sendall(said)

    def _answers(self, there: socket.socket) -> None:
        with suppress(OSError):
            while heard := there.recv(PIECE):
                if getattr(self, "marked", False):
                    self.server.mark, self.marked = b"", False
                    if not self.server.held_seconds:
                        self.request.shutdown(socket.SHUT_RDWR)
                        return
                    time.sleep(self.server.held_seconds)
                self.request.sendall(heard)


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    with Line(port) as line:
        threading.Thread(target=line.serve_forever, args=(0.05,), daemon=True).start()
        yield line
        line.shutdown()
