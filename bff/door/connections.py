"""A connection whose request is read before a thread has it, and what that thread may still read of it."""

import socket
import time
from collections.abc import Callable
from typing import Any, Final

from gunicorn.http.parser import RequestParser
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn

READ_SECONDS: Final = 5.0
"""How long a thread waits for the rest of what is too large to be held."""
WRITE_SECONDS: Final = 10.0


class Reader(SocketUnreader):
    """Reads what a thread still has to read. A caller who is late has hung up, as far as we are concerned."""

    until: float = 0.0

    def chunk(self, size_hint: int | None = None) -> bytes:
        try:
            self.sock.settimeout(max(self.until - time.monotonic(), 0.001))
            return bytes(super().chunk(size_hint))
        except TimeoutError:
            return b""
        finally:
            self.sock.settimeout(WRITE_SECONDS)


class Parser(RequestParser):
    def __init__(self, cfg: Any, source: socket.socket, source_addr: Any) -> None:
        super().__init__(cfg, source, source_addr)
        self.unreader = Reader(source)


class Caller(TConn):
    """A connection, and as much as has come of its next request."""

    def __init__(
        self, cfg: Any, sock: socket.socket, client: Any, server: Any, linger: Callable[[socket.socket], None]
    ) -> None:
        super().__init__(cfg, sock, client, server)
        self.parser: Parser | None = None
        self._linger = linger
        self.held = bytearray()
        self.until: float | None = None
        self.came = 0.0
        """When its request was there as a whole, on the monotonic clock."""
        self.data_ready = True

    def init(self) -> None:
        """In its thread, before each request: what was held is what is read first."""
        if self.parser is None:
            self.parser = Parser(self.cfg, self.sock, self.client)
        super().init()
        self.sock.settimeout(WRITE_SECONDS)
        self.parser.unreader.until = time.monotonic() + READ_SECONDS
        self.parser.unreader.unread(bytes(self.held))
        self.held.clear()

    def close(self, graceful: bool = False) -> None:  # noqa: FBT001, FBT002  # gunicorn's own
        if graceful:
            self._linger(self.sock)
        else:
            super().close()
